import { type Db, prisma } from "@/lib/db/prisma";
import { statement } from "@/lib/db/statement";
import type { MatchToken } from "@/lib/matches/tokens";
import type { RevealedImage, Vote } from "./schema";

interface RecordedRow extends RevealedImage {
  voteId: number;
  votedAt: Date;
}

const insertVote = statement<RecordedRow>(
  "insert-vote",
  `WITH added AS (
     INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, winner_side, draw_probability)
     SELECT $1::varchar, $2::int, $3::int, $4::int, $5::varchar, $6::float8
     WHERE (SELECT COUNT(*) FROM image_posts WHERE id IN ($3::int, $4::int) AND is_active AND is_tournament_opt_in) = 2
       AND NOT EXISTS (
         SELECT 1 FROM tournament_votes
         WHERE voter_id = $2::int
           AND LEAST(winner_image_id, loser_image_id) = LEAST($3::int, $4::int)
           AND GREATEST(winner_image_id, loser_image_id) = GREATEST($3::int, $4::int)
       )
     ON CONFLICT DO NOTHING
     RETURNING id, created_at, winner_image_id
   )
   SELECT added.id AS "voteId", added.created_at AS "votedAt", p.id, p.prompt, p.model_name AS "modelName", u.handle AS author,
     (SELECT COUNT(*)::int FROM image_likes WHERE image_post_id = p.id) AS "likeCount",
     -- A statement sees the table as it was when it began: its own vote is added by hand.
     (SELECT COUNT(*)::int FROM tournament_votes WHERE winner_image_id = p.id)
       + (p.id = added.winner_image_id)::int AS "tournamentWinCount"
   FROM added
   JOIN image_posts p ON p.id IN ($3::int, $4::int)
   LEFT JOIN users u ON u.id = p.user_id
   ORDER BY p.id = added.winner_image_id DESC`,
);

/**
 * Records the choice of `winnerImageId` in a match that its voter has just redeemed, and reveals both images, the
 * winner first, counts included. One round trip. Null, and nothing written, when an image was withdrawn, when the
 * voter has judged the pair before, or has voted in this match: the constraints hold whatever runs at once.
 */
export async function recordVote(
  { matchId, voterId, pair, probability }: MatchToken,
  winnerImageId: number,
  db: Db = prisma,
): Promise<{ vote: Vote; reveal: RevealedImage[] } | null> {
  const [left, right] = pair;
  const winnerSide = winnerImageId === left ? "left" : "right";
  const loserImageId = winnerImageId === left ? right : left;
  const rows = await insertVote([matchId, voterId, winnerImageId, loserImageId, winnerSide, probability], db);
  const [first] = rows;
  if (!first) return null;
  return {
    vote: { id: first.voteId, matchId, winnerImageId, loserImageId, createdAt: first.votedAt },
    reveal: rows.map(({ voteId: _, votedAt: __, ...image }) => image),
  };
}
