import { type Db, prisma } from "@/lib/db/prisma";
import { statement } from "@/lib/db/statement";
import type { MatchToken } from "@/lib/matches/tokens";
import type { MatchOutcome, Outcome } from "./schema";

const insertOutcome = statement<MatchOutcome>(
  "insert-outcome",
  `INSERT INTO match_outcomes (match_id, voter_id, left_image_id, right_image_id, outcome, draw_probability)
   SELECT $1::varchar, $2::int, $3::int, $4::int, $5::varchar, $6::float8
   WHERE (SELECT COUNT(*) FROM image_posts WHERE id IN ($3::int, $4::int)) = 2
     AND NOT EXISTS (SELECT 1 FROM tournament_votes WHERE voter_id = $2::int AND match_id = $1::varchar)
   ON CONFLICT DO NOTHING
   RETURNING id, match_id AS "matchId", outcome, left_image_id AS "leftImageId", right_image_id AS "rightImageId",
     created_at AS "createdAt"`,
);

/**
 * Logs how a match that its voter has just redeemed ended without a winner, with the sides and the probability of its
 * draw. Null, and nothing written, when the match has its outcome or its vote, or an image was removed for good.
 */
export async function insertMatchOutcome(
  { matchId, voterId, pair: [left, right], probability }: MatchToken,
  outcome: Outcome,
  db: Db = prisma,
): Promise<MatchOutcome | null> {
  const [row] = await insertOutcome([matchId, voterId, left, right, outcome, probability], db);
  return row ?? null;
}
