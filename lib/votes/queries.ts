import { type Db, prisma } from "@/lib/db/prisma";
import { listPostsById } from "@/lib/posts/queries";
import type { MatchOutcome, RevealedImage, Vote } from "./schema";
import { undoWindow } from "./undo-window";

/** The vote of a voter in a match. */
export async function findVote(voterId: number, matchId: string, db: Db = prisma): Promise<Vote | null> {
  const rows = await db.$queryRaw<Vote[]>`
    SELECT id, match_id AS "matchId", winner_image_id AS "winnerImageId", loser_image_id AS "loserImageId", created_at AS "createdAt"
    FROM tournament_votes WHERE voter_id = ${voterId} AND match_id = ${matchId}`;
  return rows[0] ?? null;
}

/** For how long a vote can still be taken back, in ms on the database's clock; 0 when it cannot. */
export async function findUndoTime(voterId: number, matchId: string, db: Db = prisma): Promise<number> {
  const rows = await db.$queryRaw<[{ age: number }?]>`
    SELECT EXTRACT(EPOCH FROM (CLOCK_TIMESTAMP() AT TIME ZONE 'UTC') - created_at)::float8 * 1000 AS age
    FROM tournament_votes WHERE voter_id = ${voterId} AND match_id = ${matchId} AND draw_probability IS NOT NULL`;
  return Math.max(0, undoWindow - (rows[0]?.age ?? undoWindow));
}

/** How a match ended for a voter without a winner. */
export async function findOutcome(voterId: number, matchId: string, db: Db = prisma): Promise<MatchOutcome | null> {
  const rows = await db.$queryRaw<MatchOutcome[]>`
    SELECT id, match_id AS "matchId", outcome, left_image_id AS "leftImageId", right_image_id AS "rightImageId",
      created_at AS "createdAt"
    FROM match_outcomes WHERE voter_id = ${voterId} AND match_id = ${matchId}`;
  return rows[0] ?? null;
}

/** Has this voter judged these two images, whichever won? */
export async function hasJudged(voterId: number, [a, b]: readonly [number, number], db: Db = prisma): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM tournament_votes
    WHERE voter_id = ${voterId}
      AND LEAST(winner_image_id, loser_image_id) = ${Math.min(a, b)}::int
      AND GREATEST(winner_image_id, loser_image_id) = ${Math.max(a, b)}::int
    LIMIT 1`;
  return rows.length > 0;
}

/** What a vote reveals, as of now: the winner first, without an image that was hidden meanwhile. */
export async function listRevealed(vote: Vote, db: Db = prisma): Promise<RevealedImage[]> {
  const posts = await listPostsById([vote.winnerImageId, vote.loserImageId], db);
  return posts.sort((a) => (a.id === vote.winnerImageId ? -1 : 1));
}
