/** As a fit takes it. 1: the winner was on the left. 0: on the right. −1: nobody knows. */
export const toSide = (winnerSide: "left" | "right" | null): number =>
  winnerSide === null ? -1 : winnerSide === "left" ? 1 : 0;

/** The same in SQL, of a row of votes. */
export const sideColumn = "CASE winner_side WHEN 'left' THEN 1 WHEN 'right' THEN 0 ELSE -1 END";

/** In SQL: 1 where the left side's advantage was the winner's, −1 where it was the loser's, 0 where nobody knows. */
export const winnersAdvantage = "CASE winner_side WHEN 'left' THEN 1 WHEN 'right' THEN -1 ELSE 0 END";
