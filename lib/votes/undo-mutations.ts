import { type Db, prisma } from "@/lib/db/prisma";
import { statement } from "@/lib/db/statement";
import type { MatchToken } from "@/lib/matches/tokens";
import { undoWindow } from "./undo-window";

interface Row {
  winner: number;
  loser: number;
  winnerSide: "left" | "right";
  probability: number;
}

const deleteVote = statement<Row>(
  "undo-vote",
  `DELETE FROM tournament_votes
   WHERE voter_id = $1::int AND match_id = $2::varchar
     AND winner_side IS NOT NULL AND draw_probability IS NOT NULL
     AND created_at > (CLOCK_TIMESTAMP() AT TIME ZONE 'UTC') - $3::int * INTERVAL '1 millisecond'
   RETURNING winner_image_id AS winner, loser_image_id AS loser, winner_side AS "winnerSide",
     draw_probability AS probability`,
);

/**
 * Takes a voter's vote back within `undoWindow` of its recording, by the database's clock, and tells what was drawn.
 * Null, and nothing changed, when it is too old, another voter's, or not there: of any number at once one gets it.
 */
export async function removeFreshVote(
  voterId: number,
  matchId: string,
  db: Db = prisma,
): Promise<Pick<MatchToken, "pair" | "probability"> | null> {
  const [row] = await deleteVote([voterId, matchId, undoWindow], db);
  if (!row) return null;
  const { winner, loser, winnerSide, probability } = row;
  return { pair: winnerSide === "left" ? [winner, loser] : [loser, winner], probability };
}
