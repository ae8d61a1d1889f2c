import { beforeAll, describe, expect, test } from "vitest";
import type { PrismaClient } from "@/lib/db/prisma";
import { testDatabase } from "@/lib/testing/database";
import { findRating, listLeaderboard, listRatingHistory } from "./leaderboard-queries";
import { storeModelBoard } from "./model-board-mutations";
import { findModelBoard } from "./model-board-queries";
import { createProjection } from "./projection";
import { replayRatings } from "./replay";
import { findPageCursor, findRecord, leaderboardPageSize, listLastMatches } from "./standing-queries";

const hour = 60 * 60 * 1_000;

/** `count` images of as many models as named, in turn. */
async function addImages(prisma: PrismaClient, count: number, models: readonly string[]): Promise<number[]> {
  const rows = await prisma.imagePost.createManyAndReturn({
    data: Array.from({ length: count }, (_, n) => ({
      userId: n + 1,
      imageUrl: "/x",
      prompt: `image ${n}`,
      modelName: models[n % models.length] as string,
      isTournamentOptIn: true,
    })),
    select: { id: true },
  });
  return rows.map(({ id }) => id).sort((a, b) => a - b);
}

let voter = 1_000;
async function addVote(prisma: PrismaClient, winner: number, loser: number, side: "left" | "right", hoursAgo = 1) {
  voter += 1;
  await prisma.tournamentVote.create({
    data: {
      matchId: `match ${voter}`,
      voterId: voter,
      winnerImageId: winner,
      loserImageId: loser,
      winnerSide: side,
      createdAt: new Date(Date.now() - hoursAgo * hour),
    },
  });
}

describe("an image's standing", () => {
  let prisma: PrismaClient;
  let [a, b, c]: number[] = [];
  beforeAll(async () => {
    ({ prisma } = await testDatabase());
    [a, b, c] = await addImages(prisma, 3, ["one", "two"]);
    for (const [winner, loser, side, hoursAgo] of [
      [a, b, "left", 30],
      [a, b, "right", 20],
      [b, a, "left", 10],
      [a, c, "right", 5],
      [b, c, "left", 4],
    ] as const)
      await addVote(prisma, winner as number, loser as number, side, hoursAgo);
    await createProjection(prisma).step({ cold: true });
  });

  test("says what an average image would have won against the same opponents, on the same sides", async () => {
    const ratings = await prisma.imageRating.findMany();
    const strength = (id?: number) => ratings.find(({ imageId }) => imageId === id)?.strength as number;
    const { gamma } = await prisma.ratingSnapshot.findFirstOrThrow();
    const p = (opponent: number | undefined, side: 1 | -1) => 1 / (1 + Math.exp(strength(opponent) - side * gamma));
    const record = await findRecord(a as number, prisma);
    expect(record).toMatchObject({ matches: 4, won: 3 });
    // Shown left, right, right (the other won on the left), right.
    expect(record?.expected).toBeCloseTo(p(b, 1) + p(b, -1) + p(b, -1) + p(c, -1), 9);
  });

  test("lists the last matches, newest first, but never against what is hidden", async () => {
    const matches = async () =>
      (await listLastMatches(a as number, 8, prisma)).map(({ won, opponentId }) => [won, opponentId]);
    const all = [
      [true, c],
      [false, b],
      [true, b],
      [true, b],
    ];
    expect(await matches()).toEqual(all);
    await prisma.imagePost.update({ where: { id: c as number }, data: { isActive: false } });
    expect(await matches()).toEqual(all.slice(1));
    expect(await listLastMatches(c as number, 8, prisma)).toEqual([]);
    expect(await findRecord(c as number, prisma)).toBeNull();
    await prisma.imagePost.update({ where: { id: c as number }, data: { isActive: true } });
    expect(await matches()).toEqual(all);
  });

  test("has a history that a replay draws: a point when there was a match, the last as the fit of today", async () => {
    const moments = [25, 24, 8, 3].map((hoursAgo) => new Date(Date.now() - hoursAgo * hour));
    await replayRatings(moments, prisma);
    const now = await findRating(a as number, prisma);
    const points = await listRatingHistory(a as number, prisma);
    // What the fit of this hour wrote is among them.
    const past = points.slice(0, -1);
    expect(past.map(({ matches }) => matches)).toEqual([1, 3, 4]);
    expect(past.at(-1)?.rating).toBeCloseTo(now?.rating as number, 3);
    await replayRatings(moments, prisma);
    expect(await listRatingHistory(a as number, prisma)).toEqual(points);
  });
});

test("the board of models counts votes between visible images of different models, and names no model that is gone", async () => {
  const { prisma } = await testDatabase();
  const [a = 0, b = 0, c = 0, d = 0] = await addImages(prisma, 4, ["one", "two", "three"]);
  // a and d are of model one.
  for (const [winner, loser] of [
    [a, b],
    [a, b],
    [b, a],
    [c, a],
    [a, d],
    [d, c],
  ] as const)
    await addVote(prisma, winner, loser, "left");
  const wins = async () => {
    await storeModelBoard(prisma);
    const board = await findModelBoard(prisma);
    return board?.models.map(({ name, wins, matches }) => [name, wins, matches]).sort();
  };
  expect(await wins()).toEqual([
    ["one", 3, 5],
    ["three", 1, 2],
    ["two", 1, 3],
  ]);
  expect((await findModelBoard(prisma))?.images).toEqual(
    new Map([
      ["one", 2],
      ["three", 1],
      ["two", 1],
    ]),
  );
  await prisma.imagePost.update({ where: { id: c }, data: { isActive: false } });
  // At once, before anything is computed anew.
  expect((await findModelBoard(prisma))?.models.map(({ name }) => name).sort()).toEqual(["one", "two"]);
  expect(await wins()).toEqual([
    ["one", 2, 3],
    ["two", 1, 3],
  ]);
});

test("the pages of the leaderboard are the whole of it, each image once, in order, for one model as for all", async () => {
  const { prisma } = await testDatabase();
  const ids = await addImages(prisma, 2 * leaderboardPageSize + 3, ["one", "two"]);
  for (const [n, id] of ids.entries())
    await addVote(prisma, id, ids[(n + 1) % ids.length] as number, n % 2 ? "left" : "right");
  await createProjection(prisma).step({ cold: true });
  for (const modelName of [undefined, "one"]) {
    const whole = (await listLeaderboard({ limit: 1_000, modelName }, prisma)).items.map(({ id }) => id);
    const paged: number[] = [];
    for (let page = 1; ; page += 1) {
      const after = page === 1 ? undefined : await findPageCursor({ page, modelName }, prisma);
      if (after === null) break;
      paged.push(
        ...(await listLeaderboard({ after, limit: leaderboardPageSize, modelName }, prisma)).items.map(({ id }) => id),
      );
    }
    expect(whole.length).toBe(modelName ? Math.ceil(ids.length / 2) : ids.length);
    expect(paged).toEqual(whole);
  }
});
