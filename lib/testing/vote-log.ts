import { randomUUID } from "node:crypto";
import type { PrismaClient } from "@/lib/db/generated/client";

export const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);

/** Six members, and eight images of the first three of them; everything that was there before is gone. */
export async function beginAnew(db: PrismaClient): Promise<void> {
  await db.$executeRaw`TRUNCATE tournament_votes, image_posts, users, vote_seals, vote_redactions, vote_log_key,
    voter_inspections, voter_quarantines, moderation_actions, rating_snapshots, rating_requests RESTART IDENTITY CASCADE`;
  await db.user.createMany({ data: Array.from({ length: 6 }, (_, n) => ({ handle: `voter${n + 1}` })) });
  await db.imagePost.createMany({
    data: Array.from({ length: 8 }, (_, n) => ({
      userId: 1 + (n % 3),
      imageUrl: "/x",
      prompt: `image ${n + 1}`,
      isTournamentOptIn: true,
    })),
  });
}

let turn = 0;

/** So many votes of all members in turn, or of one; the image with the smaller id wins two times of three. */
export async function castVotes(
  db: PrismaClient,
  count: number,
  { secondsAgo = 600, voterId }: { secondsAgo?: number; voterId?: number } = {},
): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    turn += 1;
    const [a, b] = [1 + (turn % 8), 1 + ((turn + 1 + (turn % 5)) % 8)];
    const [winnerImageId, loserImageId] =
      turn % 3 === 0 ? [Math.max(a, b), Math.min(a, b)] : [Math.min(a, b), Math.max(a, b)];
    const winnerSide = turn % 2 === 0 ? "left" : "right";
    const pair = { winnerImageId, loserImageId, winnerSide };
    const data = { matchId: randomUUID(), voterId: voterId ?? 1 + (turn % 6), ...pair, createdAt: ago(secondsAgo) };
    await db.tournamentVote.create({ data });
  }
}

/** The ids of all votes there are. */
export const voteIds = async (db: PrismaClient): Promise<number[]> =>
  (await db.tournamentVote.findMany({ select: { id: true }, orderBy: { id: "asc" } })).map(({ id }) => id);
