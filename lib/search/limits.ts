/** Characters of a query. */
export const queryLength = 300;
/** Matches beyond these are not counted. */
export const countLimit = 1_000;
/** Results on a page. */
export const searchPageSize = 24;
