import { type Db, prisma } from "@/lib/db/prisma";
import { statement } from "@/lib/db/statement";
import type { Pair } from "@/lib/matches/pair-selection";
import { isDrawable, type PictureRow, pictureColumns, toPictures } from "@/lib/matches/queries";
import type { MatchToken } from "@/lib/matches/tokens";
import type { Picture } from "@/lib/posts/schema";
import type { RevealedImage, Vote } from "./schema";

/** An image that was judged, or is proposed as the next, or both. */
interface Row extends PictureRow, RevealedImage {
  isJudged: boolean;
  /** Null unless it is proposed. */
  isDrawable: boolean | null;
  voteId: number | null;
  votedAt: Date | null;
}

const insertVote = statement<Row>(
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
     RETURNING id, created_at
   )
   SELECT ${pictureColumns}, p.prompt, p.model_name AS "modelName", u.handle AS author,
     p.id IN ($3::int, $4::int) AS "isJudged", added.id AS "voteId", added.created_at AS "votedAt",
     CASE WHEN p.id IN ($7::int, $8::int) THEN ${isDrawable({ voter: "$2", left: "$7", right: "$8" })} END AS "isDrawable",
     CASE WHEN p.id IN ($3::int, $4::int)
       THEN (SELECT COUNT(*)::int FROM image_likes WHERE image_post_id = p.id) END AS "likeCount",
     -- A statement sees the table as it was when it began: its own vote is added by hand.
     CASE WHEN p.id IN ($3::int, $4::int)
       THEN (SELECT COUNT(*)::int FROM tournament_votes WHERE winner_image_id = p.id) + (p.id = $3::int)::int
       END AS "tournamentWinCount"
   FROM image_posts p
   LEFT JOIN added ON TRUE
   LEFT JOIN users u ON u.id = p.user_id
   WHERE p.id IN ($3::int, $4::int, $7::int, $8::int)
   ORDER BY p.id = $3::int DESC`,
);

const toRevealed = ({ id, prompt, modelName, author, likeCount, tournamentWinCount }: Row): RevealedImage => ({
  id,
  prompt,
  modelName,
  author,
  likeCount,
  tournamentWinCount,
});

export interface Recorded {
  /** Null, and nothing written, when an image was withdrawn, when the voter has judged the pair before, or has voted in this match. */
  readonly recorded: { readonly vote: Vote; readonly reveal: RevealedImage[] } | null;
  /** The pictures of the proposed pair, if the voter may judge it next. */
  readonly nextPictures: [Picture, Picture] | null;
}

/**
 * Records the choice of `winnerImageId` in a match that its voter has just redeemed, reveals both images, the winner
 * first, counts included, and looks whether the proposed pair can be next: all in one round trip, which is most of what
 * a vote costs. The constraints hold whatever runs at once.
 */
export async function recordVote(
  { matchId, voterId, pair, probability }: MatchToken,
  winnerImageId: number,
  proposed: Pair | null,
  db: Db = prisma,
): Promise<Recorded> {
  const [left, right] = pair;
  const winnerSide = winnerImageId === left ? "left" : "right";
  const loserImageId = winnerImageId === left ? right : left;
  const values = [matchId, voterId, winnerImageId, loserImageId, winnerSide, probability, ...(proposed ?? [0, 0])];
  const rows = await insertVote(values, db);
  const nextPictures =
    proposed &&
    toPictures(
      proposed,
      rows.filter((row) => row.isDrawable),
    );
  const id = rows[0]?.voteId;
  const createdAt = rows[0]?.votedAt;
  if (!id || !createdAt) return { recorded: null, nextPictures };
  const vote = { id, matchId, winnerImageId, loserImageId, createdAt };
  return { recorded: { vote, reveal: rows.filter((row) => row.isJudged).map(toRevealed) }, nextPictures };
}
