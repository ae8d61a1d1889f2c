import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { listPostsById } from "@/lib/posts/queries";
import type { RevealedImage, Vote } from "./schema";

/** The vote of a voter in a match. */
export async function findVote(voterId: number, matchId: string, db: Db = prisma): Promise<Vote | null> {
  const rows = await db.$queryRaw<Vote[]>`
    SELECT id, match_id AS "matchId", winner_image_id AS "winnerImageId", loser_image_id AS "loserImageId", created_at AS "createdAt"
    FROM tournament_votes WHERE voter_id = ${voterId} AND match_id = ${matchId}`;
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

/** A voter's votes, newest first, from below `beforeId` on. Keyset by id. */
export async function listVotes(
  { voterId, beforeId, limit }: { voterId: number; beforeId?: number | undefined; limit: number },
  db: Db = prisma,
): Promise<Vote[]> {
  return db.$queryRaw<Vote[]>`
    SELECT id, match_id AS "matchId", winner_image_id AS "winnerImageId", loser_image_id AS "loserImageId", created_at AS "createdAt"
    FROM tournament_votes
    WHERE voter_id = ${voterId} ${beforeId === undefined ? Prisma.empty : Prisma.sql`AND id < ${beforeId}`}
    ORDER BY id DESC LIMIT ${limit}`;
}
