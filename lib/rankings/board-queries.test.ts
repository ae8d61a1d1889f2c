import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/lib/db/prisma";
import { testDatabase } from "@/lib/testing/database";
import { type Event, type History, histories, inFrozenTime, writeHistory } from "@/lib/testing/histories";
import { countBoard } from "./board-queries";
import { type BoardWindow, boardWindows } from "./windows";

const day = 24 * 60 * 60 * 1_000_000;
const lengths = { day, week: 7 * day, month: 30 * day, all: Number.POSITIVE_INFINITY };

let prisma: Awaited<ReturnType<typeof testDatabase>>["prisma"];
beforeAll(async () => {
  ({ prisma } = await testDatabase());
});

type Span = (age: number) => boolean;

/** Every visible post by its points in a span, best first, in plain words. */
function order({ posts, events }: History, isIn: Span) {
  const count = (kind: Event["kind"], post: number) =>
    events.filter((event) => event.kind === kind && event.post === post && isIn(event.age)).length;
  return posts
    .map((isActive, post) => ({ isActive, post, likes: count("like", post), wins: count("win", post) }))
    .filter(({ isActive }) => isActive)
    .sort((a, b) => b.likes + b.wins - (a.likes + a.wins) || b.wins - a.wins || b.post - a.post);
}

function expectedBoard(history: History, window: BoardWindow) {
  const length = lengths[window];
  const before: Span = window === "all" ? (age) => age >= 7 * day : (age) => age >= length && age < 2 * length;
  const earlier = order(history, before).filter(({ likes, wins }) => likes + wins > 0);
  return {
    hasEarlier: earlier.length > 0,
    entries: order(history, (age) => age >= 0 && age < length)
      .slice(0, 10)
      .map(({ post, likes, wins }, index) => {
        const place = earlier.findIndex((other) => other.post === post);
        return { post, likes, wins, total: likes + wins, rank: index + 1, previousRank: place < 0 ? null : place + 1 };
      }),
  };
}

async function countedBoard(history: History, window: BoardWindow, db: Db) {
  const ids = await writeHistory(history, db);
  const { entries, hasEarlier } = await countBoard(window, db);
  return {
    hasEarlier,
    entries: entries.map((entry) => ({
      post: ids.indexOf(entry.id),
      likes: entry.likeCount,
      wins: entry.tournamentWinCount,
      total: entry.totalScore,
      rank: entry.rank,
      previousRank: entry.previousRank,
    })),
  };
}

describe.each(boardWindows)("the board of the window %s", (window) => {
  const length = window === "all" ? 7 * day : lengths[window];
  const edges = [-1, 0, 1, length - 1, length, length + 1, 2 * length - 1, 2 * length, 2 * length + 1];

  test("counts, orders and compares places as one would by hand, at every edge", async () => {
    await fc.assert(
      fc.asyncProperty(histories(3 * length, edges), async (history) => {
        expect(await inFrozenTime(prisma, (db) => countedBoard(history, window, db))).toEqual(
          expectedBoard(history, window),
        );
      }),
      { numRuns: 40 },
    );
  });

  test("counted twice, it is the same", async () => {
    await fc.assert(
      fc.asyncProperty(histories(3 * length, edges), async (history) => {
        const [first, again] = await inFrozenTime(prisma, async (db) => {
          await writeHistory(history, db);
          return [await countBoard(window, db), await countBoard(window, db)];
        });
        expect(again).toEqual(first);
      }),
      { numRuns: 5 },
    );
  });
});

test("a post that is hidden now takes no place in the period before either", async () => {
  const like = (post: number, age: number): Event => ({ kind: "like", post, age });
  // Post 0 led yesterday and is hidden; post 1 was second then.
  const events = [like(0, day + 5), like(0, day + 6), like(1, day + 5), like(1, 5)];
  const { entries } = await inFrozenTime(prisma, (db) =>
    countedBoard({ posts: [false, true, true], events }, "day", db),
  );
  expect(entries.map(({ post, previousRank }) => [post, previousRank])).toEqual([
    [1, 1],
    [2, null],
  ]);
});

test("without posts every board is empty", async () => {
  for (const window of boardWindows) {
    expect(await countBoard(window, prisma)).toMatchObject({ hasEarlier: false, entries: [] });
  }
});
