import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/lib/db/prisma";
import { runOperation } from "@/lib/operation/run";
import { testDatabase } from "@/lib/testing/database";
import { type Event, type History, histories, inFrozenTime, writeHistory } from "@/lib/testing/histories";
import { countBoard } from "./board-queries";
import { getTopTen, listRankings } from "./operations";
import { listWinners } from "./queries";

/** 24 hours in microseconds, the resolution of the database's times. */
const day = 24 * 60 * 60 * 1_000_000;

let prisma: Awaited<ReturnType<typeof testDatabase>>["prisma"];
beforeAll(async () => {
  ({ prisma } = await testDatabase());
});

/** The specification's score in plain words: count everything for every post, sort, take ten. */
function expectedBoard({ posts, events }: History) {
  const count = (kind: Event["kind"], post: number) =>
    events.filter((event) => event.kind === kind && event.post === post && event.age >= 0 && event.age < day).length;
  return posts
    .map((isActive, post) => ({ isActive, post, likes: count("like", post), wins: count("win", post) }))
    .filter(({ isActive }) => isActive)
    .sort((a, b) => b.likes + b.wins - (a.likes + a.wins) || b.wins - a.wins || b.post - a.post)
    .slice(0, 10)
    .map(({ post, likes, wins }, index) => ({ post, likes, wins, total: likes + wins, rank: index + 1 }));
}

async function countedBoard(history: History, db: Db) {
  const ids = await writeHistory(history, db);
  const { entries } = await countBoard("day", db);
  return entries.map((entry) => ({
    post: ids.indexOf(entry.id),
    likes: entry.likeCount,
    wins: entry.tournamentWinCount,
    total: entry.totalScore,
    rank: entry.rank,
  }));
}

const anyHistory = histories(2 * day, [-1_000_000, -1, 0, 1, day - 1, day, day + 1, 2 * day]);

describe("the Top 10", () => {
  test("is what counting every like and win of the last 24 hours by hand gives", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        expect(await inFrozenTime(prisma, (db) => countedBoard(history, db))).toEqual(expectedBoard(history));
      }),
      { numRuns: 60 },
    );
  });

  test("counted again from the same facts, it is the same", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const [first, again] = await inFrozenTime(prisma, async (db) => {
          await writeHistory(history, db);
          return [await countBoard("day", db), await countBoard("day", db)];
        });
        expect(again).toEqual(first);
      }),
      { numRuns: 10 },
    );
  });

  test("an event counts from its very moment and until it is exactly 24 hours old", async () => {
    const like = (post: number, age: number): Event => ({ kind: "like", post, age });
    const events = [like(0, -1), like(1, 0), like(2, day - 1), like(3, day), like(4, day + 1)];
    const board = await inFrozenTime(prisma, (db) => countedBoard({ posts: Array(5).fill(true), events }, db));
    expect(board.map(({ post, total }) => [post, total])).toEqual([
      [2, 1],
      [1, 1],
      [4, 0],
      [3, 0],
      [0, 0],
    ]);
  });

  test("a hidden post is not on it, whatever it won", async () => {
    const events: Event[] = Array.from({ length: 9 }, () => ({ kind: "win", post: 1, age: 5 }));
    const board = await inFrozenTime(prisma, (db) => countedBoard({ posts: [true, false, true], events }, db));
    expect(board.map(({ post }) => post)).toEqual([2, 0]);
  });

  test("on equal totals more wins go first, then the newer post", async () => {
    const event = (kind: Event["kind"], post: number): Event => ({ kind, post, age: 5 });
    const events = [
      event("like", 0),
      event("win", 0),
      event("like", 1),
      event("like", 1),
      event("win", 2),
      event("like", 2),
    ];
    const board = await inFrozenTime(prisma, (db) => countedBoard({ posts: [true, true, true], events }, db));
    expect(board.map(({ post }) => post)).toEqual([2, 0, 1]);
  });

  test("ties are settled the same way at the tenth place", async () => {
    // Fourteen posts with two points each: the even ones by wins, the odd ones by likes.
    const events = Array.from(
      { length: 28 },
      (_, n): Event => ({ kind: n % 2 === 0 ? "win" : "like", post: n % 14, age: 5 }),
    );
    const board = await inFrozenTime(prisma, (db) => countedBoard({ posts: Array(14).fill(true), events }, db));
    expect(board.map(({ post }) => post)).toEqual([12, 10, 8, 6, 4, 2, 0, 13, 11, 9]);
  });

  test("without posts it is empty, and still says when it was counted", async () => {
    const { asOf, entries } = await countBoard("day", prisma);
    const [clock] = await prisma.$queryRaw<{ now: Date }[]>`SELECT NOW() AT TIME ZONE 'UTC' AS now`;
    expect(entries).toEqual([]);
    expect(Math.abs((clock as { now: Date }).now.getTime() - asOf.getTime())).toBeLessThan(5_000);
  });
});

const ask = { requestId: "test", findViewer: async () => null, readInput: async () => ({}), expire: () => {} };

describe("as programs are told", () => {
  test("the Top 10 of facts that stay is the same count by hand, with its period and when it was counted", async () => {
    // Committed, and each event at least an hour from the window's edge; the edge itself is tested above.
    const hour = day / 24;
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        await prisma.$executeRaw`TRUNCATE image_posts RESTART IDENTITY CASCADE`;
        const apart = (age: number) => (age < 0 ? 0 : Math.abs(age - day) < hour ? age + 2 * hour : age);
        const settled = { ...history, events: history.events.map((each) => ({ ...each, age: apart(each.age) })) };
        const ids = await writeHistory(settled, prisma);
        Object.assign(globalThis, { podiumPrisma: prisma });
        const { items, period, generatedAt } = await runOperation(getTopTen, ask);
        expect(
          items.map(({ id, likeCount, tournamentWinCount, totalScore, rank }) => ({
            post: ids.indexOf(id),
            likes: likeCount,
            wins: tournamentWinCount,
            total: totalScore,
            rank,
          })),
        ).toEqual(expectedBoard(settled));
        expect(period).toBe("24h");
        expect(generatedAt).toBeInstanceOf(Date);
      }),
      { numRuns: 25 },
    );
  });

  test("the rankings are the visible posts by wins of all time, ties by the newest", async () => {
    // What the test before this one committed.
    await prisma.$executeRaw`TRUNCATE image_posts RESTART IDENTITY CASCADE`;
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.integer({ min: 1, max: 30 }), async (history, limit) => {
        const { counted, ids } = await inFrozenTime(prisma, async (db) => {
          const written = await writeHistory(history, db);
          return { ids: written, counted: await listWinners(limit, db) };
        });
        const wins = (post: number) =>
          history.events.filter((event) => event.kind === "win" && event.post === post).length;
        const expected = history.posts
          .map((isActive, post) => ({ isActive, post, wins: wins(post) }))
          .filter(({ isActive, wins: count }) => isActive && count > 0)
          .sort((a, b) => b.wins - a.wins || b.post - a.post)
          .slice(0, limit);
        expect(counted.map(({ id, tournamentWinCount }) => [ids.indexOf(id), tournamentWinCount])).toEqual(
          expected.map(({ post, wins: count }) => [post, count]),
        );
      }),
      { numRuns: 30 },
    );
    const { items } = await runOperation(listRankings, ask);
    expect(items.map(({ rank }) => rank)).toEqual(items.map((_, index) => index + 1));
  });
});
