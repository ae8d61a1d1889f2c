import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/lib/db/prisma";
import { runOperation } from "@/lib/operation/run";
import { testDatabase } from "@/lib/testing/database";
import { getTopTen, listRankings } from "./operations";
import { countTopTen, listWinners } from "./queries";

/** 24 hours in microseconds, the resolution of the database's times. */
const day = 24 * 60 * 60 * 1_000_000;

interface Event {
  kind: "like" | "win";
  /** Index of the post. */
  post: number;
  /** Microseconds before now; negative is the future. */
  age: number;
}

interface History {
  /** Which posts are visible, by index. */
  posts: boolean[];
  events: Event[];
}

let prisma: Awaited<ReturnType<typeof testDatabase>>["prisma"];
beforeAll(async () => {
  ({ prisma } = await testDatabase());
});

class Undo extends Error {}

/** Runs `body` in a transaction, in which the database's NOW() stands still, and takes everything back. */
async function inFrozenTime<T>(body: (db: Db) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  await prisma
    .$transaction(
      async (db) => {
        result = { value: await body(db) };
        throw new Undo();
      },
      { timeout: 20_000 },
    )
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return (result as { value: T }).value;
}

async function write({ posts, events }: History, db: Db): Promise<number[]> {
  const rows = await db.imagePost.createManyAndReturn({
    data: posts.map((isActive, index) => ({ userId: 1, imageUrl: "/x", prompt: `post ${index}`, isActive })),
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id).sort((a, b) => a - b);
  const likes = events.filter(({ kind }) => kind === "like");
  const wins = events.filter(({ kind }) => kind === "win");
  const idOf = ({ post }: Event) => ids[post] as number;
  await db.$executeRaw`
    INSERT INTO image_likes (user_id, image_post_id, created_at)
    SELECT row_number() OVER (), post, NOW() - age * INTERVAL '1 microsecond'
    FROM UNNEST(${likes.map(idOf)}::int[], ${likes.map(({ age }) => age)}::bigint[]) AS e (post, age)`;
  await db.$executeRaw`
    INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, created_at)
    SELECT gen_random_uuid(), 1, post, CASE WHEN post = ${ids[0]}::int THEN ${ids[1]}::int ELSE ${ids[0]}::int END,
      NOW() - age * INTERVAL '1 microsecond'
    FROM UNNEST(${wins.map(idOf)}::int[], ${wins.map(({ age }) => age)}::bigint[]) AS e (post, age)`;
  return ids;
}

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
  const ids = await write(history, db);
  const { entries } = await countTopTen(db);
  return entries.map((entry) => ({
    post: ids.indexOf(entry.id),
    likes: entry.likeCount,
    wins: entry.tournamentWinCount,
    total: entry.totalScore,
    rank: entry.rank,
  }));
}

const histories: fc.Arbitrary<History> = fc.integer({ min: 2, max: 25 }).chain((size) =>
  fc.record({
    posts: fc.array(
      fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
      { minLength: size, maxLength: size },
    ),
    events: fc.array(
      fc.record({
        kind: fc.constantFrom("like" as const, "win" as const),
        post: fc.integer({ min: 0, max: size - 1 }),
        age: fc.oneof(
          fc.constantFrom(-1_000_000, -1, 0, 1, day - 1, day, day + 1, 2 * day),
          fc.integer({ min: 0, max: 2 * day }),
        ),
      }),
      { maxLength: 80 },
    ),
  }),
);

describe("the Top 10", () => {
  test("is what counting every like and win of the last 24 hours by hand gives", async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        expect(await inFrozenTime((db) => countedBoard(history, db))).toEqual(expectedBoard(history));
      }),
      { numRuns: 60 },
    );
  });

  test("counted again from the same facts, it is the same", async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const [first, again] = await inFrozenTime(async (db) => {
          await write(history, db);
          return [await countTopTen(db), await countTopTen(db)];
        });
        expect(again).toEqual(first);
      }),
      { numRuns: 10 },
    );
  });

  test("an event counts from its very moment and until it is exactly 24 hours old", async () => {
    const like = (post: number, age: number): Event => ({ kind: "like", post, age });
    const events = [like(0, -1), like(1, 0), like(2, day - 1), like(3, day), like(4, day + 1)];
    const board = await inFrozenTime((db) => countedBoard({ posts: Array(5).fill(true), events }, db));
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
    const board = await inFrozenTime((db) => countedBoard({ posts: [true, false, true], events }, db));
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
    const board = await inFrozenTime((db) => countedBoard({ posts: [true, true, true], events }, db));
    expect(board.map(({ post }) => post)).toEqual([2, 0, 1]);
  });

  test("ties are settled the same way at the tenth place", async () => {
    // Fourteen posts with two points each: the even ones by wins, the odd ones by likes.
    const events = Array.from(
      { length: 28 },
      (_, n): Event => ({ kind: n % 2 === 0 ? "win" : "like", post: n % 14, age: 5 }),
    );
    const board = await inFrozenTime((db) => countedBoard({ posts: Array(14).fill(true), events }, db));
    expect(board.map(({ post }) => post)).toEqual([12, 10, 8, 6, 4, 2, 0, 13, 11, 9]);
  });

  test("without posts it is empty, and still says when it was counted", async () => {
    const { asOf, entries } = await countTopTen(prisma);
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
      fc.asyncProperty(histories, async (history) => {
        await prisma.$executeRaw`TRUNCATE image_posts RESTART IDENTITY CASCADE`;
        const apart = (age: number) => (age < 0 ? 0 : Math.abs(age - day) < hour ? age + 2 * hour : age);
        const settled = { ...history, events: history.events.map((each) => ({ ...each, age: apart(each.age) })) };
        const ids = await write(settled, prisma);
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
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 30 }), async (history, limit) => {
        const { counted, ids } = await inFrozenTime(async (db) => {
          const written = await write(history, db);
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
