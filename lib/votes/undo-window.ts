/** For so long after a vote it can be taken back, in ms on the database's clock. */
export const undoWindow = 10_000;
