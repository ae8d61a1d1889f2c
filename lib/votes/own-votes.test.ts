import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { PrismaClient } from "@/lib/db/generated/client";
import { decodeCursor } from "@/lib/posts/paging";
import { testDatabase } from "@/lib/testing/database";
import { hang } from "@/lib/testing/voting";
import { findAgreement, findUndoTime, listChoices, listVotesOf } from "./queries";

let db: PrismaClient;
beforeAll(async () => {
  ({ prisma: db } = await testDatabase());
});
beforeEach(() => hang(db, [11, 12, 13, 14]));

const cast = (voterId: number, winnerImageId: number, loserImageId: number, drawProbability: number | null = null) =>
  db.tournamentVote.create({ data: { matchId: randomUUID(), voterId, winnerImageId, loserImageId, drawProbability } });
const rate = (imageId: number, strength: number) =>
  db.$executeRaw`INSERT INTO image_ratings (image_id, strength, se, rating, rating_low, rating_high, matches, wins)
    VALUES (${imageId}, ${strength}, 1, 1000, 900, 1100, 1, 1)`;

test("one's votes come newest first, each with what the others chose of the very pair, oneself left out", async () => {
  await cast(1, 11, 12);
  await cast(1, 13, 14);
  for (const voter of [2, 4, 5]) await cast(voter, 11, 12);
  await cast(6, 12, 11);
  await cast(2, 11, 13);
  const { items, nextCursor } = await listVotesOf({ voterId: 1 }, db);
  expect(nextCursor).toBeNull();
  expect(items).toMatchObject([
    { winner: { id: 13 }, loser: { id: 14 }, others: { same: 0, total: 0 }, expected: null },
    { winner: { id: 11, prompt: "prompt 11" }, loser: { id: 12 }, others: { same: 3, total: 4 } },
  ]);
});

test("pages join without a gap, whatever is voted meanwhile", async () => {
  const ids: number[] = [];
  for (let n = 0; n < 7; n += 1) ids.unshift((await cast(1, 11 + (n % 3), 14)).id);
  const seen: number[] = [];
  let beforeId: number | undefined;
  do {
    const page = await listVotesOf({ voterId: 1, beforeId, limit: 3 }, db);
    seen.push(...page.items.map(({ id }) => id));
    beforeId = page.nextCursor ? (decodeCursor(page.nextCursor) as number) : undefined;
    await cast(1, 11, 12);
  } while (beforeId);
  expect(seen).toEqual(ids);
});

test("a hidden image leaves the list, and the vote stays", async () => {
  await cast(1, 11, 12);
  await db.imagePost.update({ where: { id: 11 }, data: { isActive: false } });
  const { items } = await listVotesOf({ voterId: 1 }, db);
  expect(items).toMatchObject([{ winner: null, loser: { id: 12 } }]);
  expect(JSON.stringify(items)).not.toContain("prompt 11");
});

test("the ratings say what was to be expected, and how far one agrees with the crowd", async () => {
  await rate(11, Math.log(3));
  await rate(12, 0);
  await rate(13, 0);
  await cast(1, 11, 12);
  await cast(1, 13, 11);
  await cast(1, 12, 13);
  await cast(1, 11, 14);
  const { items } = await listVotesOf({ voterId: 1 }, db);
  expect(items.map(({ expected }) => expected && Math.round(expected * 1000) / 1000)).toEqual([null, 0.5, 0.25, 0.75]);
  expect(await findAgreement(1, db)).toEqual({ votes: 4, rated: 2, agreed: 1 });
  expect(await findAgreement(9, db)).toEqual({ votes: 0, rated: 0, agreed: 0 });
  expect(await listChoices(1, db)).toEqual([
    { winner: 11, loser: 14 },
    { winner: 12, loser: 13 },
    { winner: 13, loser: 11 },
    { winner: 11, loser: 12 },
  ]);
});

test("how long a vote can be taken back is told by the database's clock, and only to its voter", async () => {
  const { matchId } = await cast(1, 11, 12, 0.5);
  const left = await findUndoTime(1, matchId, db);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(10_000);
  expect(await findUndoTime(2, matchId, db)).toBe(0);
  expect(await findUndoTime(1, (await cast(1, 11, 13)).matchId, db)).toBe(0);
  await db.$executeRaw`UPDATE tournament_votes SET created_at = created_at - INTERVAL '10 seconds'`;
  expect(await findUndoTime(1, matchId, db)).toBe(0);
});
