import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { runOperation } from "@/lib/operation/run";
import { testDatabase } from "@/lib/testing/database";
import { decodeListCursor, encodeListCursor, type ListCursor } from "./list-cursor";
import { drawPosts } from "./list-queries";
import { listImages } from "./operations";
import { bestPeriods } from "./orders";

let prisma: Awaited<ReturnType<typeof testDatabase>>["prisma"];

interface Post {
  id: number;
  userId: number;
  prompt: string;
  modelName: string | null;
  isTournamentOptIn: boolean;
  createdAt: Date;
  /** When it was liked and when it won. */
  facts: number[];
}

const day = 86_400_000;
const orders = [
  { sort: "new" },
  { sort: "rising" },
  { sort: "top", period: "week" },
  { sort: "top", period: "month" },
  { sort: "top", period: "all" },
  { sort: "random" },
] as const;
type Order = (typeof orders)[number];

/** The visible posts, as plain values. */
let visible: Post[] = [];

beforeAll(async () => {
  ({ prisma } = await testDatabase());
  Object.assign(globalThis, { podiumPrisma: prisma });
  const words = ["A red Fox", "50% off_er", "산책하는 고양이", "fog \\ and fox", "plain"];
  const count = 61;
  await prisma.imagePost.createMany({
    data: Array.from({ length: count }, (_, n) => ({
      userId: 1 + (n % 3),
      imageUrl: "/x",
      prompt: `${words[n % words.length]} ${n}`,
      modelName: n % 4 === 0 ? null : `model ${n % 4}`,
      isTournamentOptIn: n % 2 === 0,
      isActive: n % 7 !== 3,
      createdAt: new Date(Date.now() - (count - n) * 0.9 * day),
    })),
  });
  // Scores with many ties, of hidden posts too, spread over two months, those of today among them.
  await prisma.$executeRaw`
    INSERT INTO image_likes (user_id, image_post_id, created_at)
    SELECT u, p.id, NOW() AT TIME ZONE 'UTC' - u * p.id * (p.id % 6) * INTERVAL '5 hours' - INTERVAL '1 minute'
    FROM image_posts p, generate_series(1, p.id % 5) u`;
  await prisma.$executeRaw`
    INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, created_at)
    SELECT gen_random_uuid(), v, p.id, p.id % 60 + 1, NOW() AT TIME ZONE 'UTC' - v * p.id * (p.id % 4) * INTERVAL '7 hours' - INTERVAL '1 minute'
    FROM image_posts p, generate_series(1, p.id % 3) v WHERE p.id <> p.id % 60 + 1`;
  const posts = await prisma.imagePost.findMany({ where: { isActive: true }, include: { likes: true, wins: true } });
  visible = posts.map(({ likes, wins, ...post }) => ({
    ...post,
    facts: [...likes, ...wins].map(({ createdAt }) => createdAt.getTime()),
  }));
});

type Page = { items: { id: number; likeCount: number; tournamentWinCount: number }[]; nextCursor: string | null };

const page = (input: Record<string, unknown>): Promise<Page> =>
  runOperation(listImages, {
    requestId: "test",
    findViewer: async () => null,
    readInput: async () => input,
    expire: () => {},
  });

/** All pages joined, by following the cursor. */
async function everything(query: Record<string, unknown>) {
  const items: Page["items"] = [];
  let cursor: string | null = null;
  let first: string | null = null;
  do {
    const { items: more, nextCursor } = await page({ ...query, ...(cursor && { cursor }) });
    expect(more.length).toBeLessThanOrEqual(Number(query.limit));
    items.push(...more);
    first ??= nextCursor;
    cursor = nextCursor;
  } while (cursor);
  return { items, first };
}

/** What an order sorts by, as of a moment; null for a post that is not in it. */
function scoreOf(order: Order, { facts, createdAt }: Post, at: number): number | null {
  if (order.sort === "new" || order.sort === "random") return 0;
  const days = order.sort === "rising" ? 1 : { week: 7, month: 30, all: Number.POSITIVE_INFINITY }[order.period];
  const points = facts.filter((moment) => moment > at - days * day).length;
  if (order.sort === "rising") {
    const age = Math.round((at - createdAt.getTime()) / 1000);
    return points === 0 ? null : Math.floor((points * 1000 * 86_400) / (86_400 + age));
  }
  return points === 0 && order.period !== "all" ? null : points;
}

const filters = fc.record(
  {
    userId: fc.integer({ min: 1, max: 4 }),
    model: fc.constantFrom("model 1", "model 2", "no such model"),
    q: fc.constantFrom("fox", "FOX", "고양이", "%", "_", "\\", "1", "nowhere"),
    tournamentOnly: fc.boolean(),
  },
  { requiredKeys: [] },
);

function expected({ userId, model, q, tournamentOnly }: Record<string, unknown>): Post[] {
  return visible.filter(
    (post) =>
      (userId === undefined || post.userId === userId) &&
      (model === undefined || post.modelName === model) &&
      (q === undefined || post.prompt.toLowerCase().includes(String(q).toLowerCase())) &&
      (!tournamentOnly || post.isTournamentOptIn),
  );
}

describe.each(orders)("sorted by $sort $period", (order) => {
  test("the pages joined are every visible post that fits, once, in order, whatever the filters and the page's size", async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 40 }), async (filter, limit) => {
        const { items, first } = await everything({ ...filter, ...order, limit });
        const ids = items.map(({ id }) => id);
        const cursor = first === null ? null : decodeListCursor(first);
        const at = cursor && "at" in cursor ? cursor.at : Date.now();
        const score = (post: Post) => scoreOf(order, post, at);
        const fitting = expected(filter).filter((post) => score(post) !== null);
        const wanted = fitting.sort((a, b) => (score(b) ?? 0) - (score(a) ?? 0) || b.id - a.id).map(({ id }) => id);
        if (order.sort === "random") expect(new Set(ids)).toEqual(new Set(wanted));
        else expect(ids).toEqual(wanted);
        expect(ids).toHaveLength(wanted.length);
        const facts = new Map(visible.map((post) => [post.id, post.facts.length]));
        for (const item of items) expect(item.likeCount + item.tournamentWinCount).toBe(facts.get(item.id));
      }),
      { numRuns: 60 },
    );
  });

  test("a cursor of another order, or a forged one, is refused", async () => {
    const { first } = await everything({ ...order, limit: 3 });
    expect(first).not.toBeNull();
    for (const other of orders.filter((each) => each !== order))
      await expect(page({ ...other, cursor: first })).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
    for (const cursor of ["", "x", `${first}0`, String(first).toUpperCase(), "t000000", "r000000000000000", "zzzzzz"])
      if (cursor !== first)
        await expect(page({ ...order, cursor })).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
  });
});

test("a list of days ago, or of a moment to come, is no list: whoever makes cursors up makes no work", async () => {
  for (const order of orders.filter(({ sort }) => sort === "top" || sort === "rising")) {
    const goOn = (at: number) =>
      page({ ...order, cursor: encodeListCursor({ ...order, at, score: 1e6, id: 60 } as ListCursor) });
    await expect(goOn(Date.now() - day)).resolves.toBeDefined();
    for (const at of [0, Date.now() - 3 * day, Date.now() + day])
      await expect(goOn(at)).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
  }
});

test("likes that come while one pages move no post past the reader: each is on one page all the same", async () => {
  for (const order of orders.filter(({ sort }) => sort === "top" || sort === "rising")) {
    const { items: still } = await everything({ ...order, limit: 100 });
    const first = await page({ ...order, limit: 3 });
    const last = still.at(-1)?.id as number;
    await prisma.$executeRaw`
      INSERT INTO image_likes (user_id, image_post_id) SELECT 9000 + u, ${last}::int FROM generate_series(1, 50) u`;
    const ids = first.items.map(({ id }) => id);
    for (let cursor = first.nextCursor; cursor !== null; ) {
      const next = await page({ ...order, limit: 3, cursor });
      ids.push(...next.items.map(({ id }) => id));
      cursor = next.nextCursor;
    }
    expect(ids).toEqual(still.map(({ id }) => id));
    expect((await page({ ...order, limit: 1 })).items[0]?.id).toBe(last);
    await prisma.imageLike.deleteMany({ where: { userId: { gt: 9000 } } });
  }
});

test("a shuffle stays as it is while one pages: the same cursor gives the same page, and two shuffles differ", async () => {
  const { nextCursor } = await page({ sort: "random", limit: 10 });
  const again = await Promise.all([1, 2].map(() => page({ sort: "random", limit: 10, cursor: nextCursor })));
  expect(again[0]).toEqual(again[1]);
  const starts = new Set<number | undefined>();
  for (let n = 0; n < 40; n += 1) starts.add((await page({ sort: "random", limit: 1 })).items[0]?.id);
  expect(starts.size).toBeGreaterThan(3);
});

test("every cursor comes back as what it was", () => {
  const id = fc.integer({ min: 1, max: 2_147_483_647 });
  const moment = fc.integer({ min: 0, max: 2_800_000_000_000 });
  const hex = fc.integer({ min: 0, max: 0xffffffff }).map((n) => n.toString(16).padStart(8, "0"));
  const cursors: fc.Arbitrary<ListCursor> = fc.oneof(
    fc.record({ sort: fc.constant("new" as const), id }),
    fc.record({
      sort: fc.constant("top" as const),
      period: fc.constantFrom(...bestPeriods),
      at: moment,
      score: fc.nat(2_000_000_000),
      id,
    }),
    fc.record({ sort: fc.constant("rising" as const), at: moment, score: fc.nat(2_000_000_000_000), id }),
    fc.record({ sort: fc.constant("random" as const), start: hex, id }),
  );
  fc.assert(
    fc.property(cursors, (cursor) => {
      expect(decodeListCursor(encodeListCursor(cursor))).toEqual(cursor);
    }),
  );
});

test("a draw has so many different visible posts, or all there are, and reaches every one", async () => {
  const known = new Set(visible.map(({ id }) => id));
  const seen = new Set<number>();
  for (let n = 0; n < 60; n += 1) {
    const ids = (await drawPosts(20)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(20);
    for (const id of ids) {
      expect(known.has(id)).toBe(true);
      seen.add(id);
    }
  }
  expect(seen).toEqual(known);
  expect((await drawPosts(50)).length).toBe(50);
  await prisma.imagePost.updateMany({ where: { id: { gt: 5 } }, data: { isActive: false } });
  expect((await drawPosts(50)).map(({ id }) => id).sort()).toEqual([1, 2, 3, 5]);
  await prisma.imagePost.updateMany({ data: { isActive: false } });
  expect(await drawPosts(50)).toEqual([]);
});

test("paging and searching go along indexes", async () => {
  const { prisma: large } = await testDatabase();
  // The search's index is not looked at here, and writing it would take most of the time.
  await large.$executeRaw`DROP INDEX ix_image_posts_search`;
  await large.$executeRaw`
    INSERT INTO image_posts (user_id, image_url, prompt) SELECT 1, '/x', md5(n::text) || ' ' || md5((n + 7)::text)
    FROM generate_series(1, 20000) n`;
  // As autovacuum does; what was just written is not in the index for prompts yet.
  await large.$executeRawUnsafe("VACUUM ANALYZE image_posts");
  const plan = async (sql: string) =>
    JSON.stringify(await large.$queryRawUnsafe(`EXPLAIN (FORMAT JSON) SELECT i.id FROM image_posts i WHERE ${sql}`));
  const place = (value: string) => `md5(${value}::text) COLLATE "C"`;
  expect(await plan(`i.is_active AND ${place("i.id")} > ${place("7")} ORDER BY ${place("i.id")} LIMIT 25`)).toContain(
    "ix_image_posts_shuffle",
  );
  expect(await plan("i.is_active AND i.prompt ILIKE '%c4ca4238a0b9%' ORDER BY i.id DESC LIMIT 25")).toContain(
    "ix_image_posts_prompt_trgm",
  );
});
