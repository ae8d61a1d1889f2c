import type { Moderator } from "@/lib/auth/viewer";
import { type Db, prisma } from "@/lib/db/prisma";
import type { VoteColumns } from "@/lib/rankings/projection-queries";
import { toSide } from "@/lib/rankings/winner-side";
import type { PublishedRating } from "./published-board";

/** The votes of one voter as a fit takes them, whether they count or not. */
export async function listVoterColumns(voterId: number, db: Db = prisma): Promise<VoteColumns> {
  const votes = await db.tournamentVote.findMany({
    where: { voterId },
    orderBy: { id: "asc" },
    select: { id: true, winnerImageId: true, loserImageId: true, winnerSide: true },
  });
  return {
    ids: votes.map(({ id }) => id),
    winners: votes.map(({ winnerImageId }) => winnerImageId),
    losers: votes.map(({ loserImageId }) => loserImageId),
    sides: votes.map(({ winnerSide }) => toSide(winnerSide as "left" | "right" | null)),
  };
}

export async function findLastVoteId(db: Db = prisma): Promise<number> {
  return (await db.tournamentVote.aggregate({ _max: { id: true } }))._max.id ?? 0;
}

export async function isVoterQuarantined(voterId: number, db: Db = prisma): Promise<boolean> {
  return (await db.voterQuarantine.count({ where: { voterId } })) > 0;
}

/** The prompts of images, hidden ones too, by id. */
export async function findPrompts(
  ids: readonly number[],
  _moderator: Moderator,
  db: Db = prisma,
): Promise<Map<number, string>> {
  const posts = await db.imagePost.findMany({ where: { id: { in: [...ids] } }, select: { id: true, prompt: true } });
  return new Map(posts.map(({ id, prompt }) => [id, prompt]));
}

/** The voters whose votes do not count. */
export async function listQuarantinedVoters(db: Db = prisma): Promise<number[]> {
  const rows = await db.voterQuarantine.findMany({ orderBy: { voterId: "asc" } });
  return rows.map(({ voterId }) => voterId);
}

/** A log of ten million votes is walked within this many ms. */
const longest = 3_600_000;

/** Reads everything as it is when the first of it is read, whatever is written meanwhile. */
export async function asOfOneMoment<T>(work: (tx: Db) => Promise<T>, db: typeof prisma = prisma): Promise<T> {
  return db.$transaction(work, { isolationLevel: "RepeatableRead", timeout: longest, maxWait: 10_000 });
}

/** How many requests for a new fit are not heeded yet. */
export async function countRatingRequests(db: Db = prisma): Promise<number> {
  return db.ratingRequest.count();
}

/** The board as it is published, hidden images included, by id. */
export async function listPublishedRatings(db: Db = prisma): Promise<PublishedRating[]> {
  return db.imageRating.findMany({ orderBy: { imageId: "asc" } });
}
