import { beforeAll, beforeEach, expect, test } from "vitest";
import { layOut } from "@/lib/rankings/board";
import { testDatabase } from "@/lib/testing/database";
import { beginAnew, castVotes } from "@/lib/testing/vote-log";
import { compareBoards, differBoards } from "./board-difference";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];

beforeAll(async () => {
  ({ prisma: db } = await testDatabase());
});
beforeEach(() => beginAnew(db));

const preview = () => differBoards({ voterId: 2, limit: 20 }, db);

test("a hidden image has no place before or after", async () => {
  await castVotes(db, 60);
  expect((await preview()).changes.map(({ imageId }) => imageId)).toContain(4);
  await db.imagePost.update({ where: { id: 4 }, data: { isActive: false } });
  const { changes } = await preview();
  expect(changes.map(({ imageId }) => imageId)).not.toContain(4);
  expect(Math.max(...changes.map(({ before }) => before?.rank ?? 0))).toBeLessThanOrEqual(7);
});

test("a difference is of all votes, however high their ids", async () => {
  await castVotes(db, 60);
  const before = await preview();
  await db.$executeRaw`UPDATE tournament_votes SET id = id + 10000 * id`;
  expect(await db.tournamentVote.count({ where: { id: { gt: 400_000 } } })).toBeGreaterThan(10);
  expect(await preview()).toEqual(before);
});

/** A board of images 1, 2, 3 … with these strengths; those with none are not on it. */
function boardOf(...strengths: (number | null)[]) {
  const ids = strengths.map((_, at) => at + 1);
  const ones = Float64Array.from(ids, () => 1);
  const fit = { theta: Float64Array.from(strengths, (strength) => strength ?? 0), gamma: 0 };
  return layOut(
    ids,
    { matches: ones, wins: ones },
    { fit, se: ones, gammaSe: 0, errors: "dense" },
    { isShown: (id) => strengths[id - 1] !== null, lastVoteId: 0, voteCount: 0 },
  );
}

test("images that stay where they were are no changes; those that come or go are the first, then the widest moves", () => {
  expect(compareBoards(boardOf(3, 2, 1), boardOf(3, 2, 1))).toEqual([]);
  const order = (...boards: Parameters<typeof compareBoards>) => compareBoards(...boards).map(({ imageId }) => imageId);
  // Ranks 1, 2, 3, 4 become 1, 3, 4, 2; the first has other points alone.
  expect(order(boardOf(9, 3, 2, 1), boardOf(8, 3, 2, 4))).toEqual([4, 2, 3, 1]);
  expect(order(boardOf(3, 2, null), boardOf(3, 2, 1))).toEqual([3]);
  expect(order(boardOf(3, 2, 1), boardOf(3, 2, null))).toEqual([3]);
});
