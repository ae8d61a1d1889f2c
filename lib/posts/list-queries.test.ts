import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { runOperation } from "@/lib/operation/run";
import { testDatabase } from "@/lib/testing/database";
import { decodeListCursor, encodeListCursor, type ListCursor } from "./list-cursor";
import { drawPosts } from "./list-queries";
import { listImages } from "./operations";
import { sorts } from "./schema";

let prisma: Awaited<ReturnType<typeof testDatabase>>["prisma"];

interface Post {
  id: number;
  userId: number;
  prompt: string;
  modelName: string | null;
  isTournamentOptIn: boolean;
  score: number;
}
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
    })),
  });
  // Scores with many ties, of hidden posts too.
  await prisma.$executeRaw`
    INSERT INTO image_likes (user_id, image_post_id) SELECT u, p.id FROM image_posts p, generate_series(1, p.id % 5) u`;
  await prisma.$executeRaw`
    INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id)
    SELECT gen_random_uuid(), v, p.id, p.id % 60 + 1 FROM image_posts p, generate_series(1, p.id % 3) v
    WHERE p.id <> p.id % 60 + 1`;
  const posts = await prisma.imagePost.findMany({ where: { isActive: true }, include: { likes: true, wins: true } });
  visible = posts.map(({ likes, wins, ...post }) => ({ ...post, score: likes.length + wins.length }));
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

describe.each(sorts)("sorted by %s", (sort) => {
  test("the pages joined are every visible post that fits, once, in order, whatever the filters and the page's size", async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 40 }), async (filter, limit) => {
        const { items } = await everything({ ...filter, sort, limit });
        const ids = items.map(({ id }) => id);
        const fitting = expected(filter);
        if (sort === "new") fitting.sort((a, b) => b.id - a.id);
        if (sort === "top") fitting.sort((a, b) => b.score - a.score || b.id - a.id);
        const wanted = fitting.map(({ id }) => id);
        if (sort === "random") expect([...ids].sort((a, b) => a - b)).toEqual(wanted.sort((a, b) => a - b));
        else expect(ids).toEqual(wanted);
        const scores = new Map(visible.map(({ id, score }) => [id, score]));
        for (const item of items) expect(item.likeCount + item.tournamentWinCount).toBe(scores.get(item.id));
      }),
      { numRuns: 60 },
    );
  });

  test("a cursor of another order, or a forged one, is refused", async () => {
    const { first } = await everything({ sort, limit: 5 });
    for (const other of sorts.filter((each) => each !== sort))
      await expect(page({ sort: other, cursor: first })).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
    for (const cursor of ["", "x", `${first}0`, String(first).toUpperCase(), "t000000", "r000000000000000", "zzzzzz"])
      if (cursor !== first) await expect(page({ sort, cursor })).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
  });
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
  const hex = fc.integer({ min: 0, max: 0xffffffff }).map((n) => n.toString(16).padStart(8, "0"));
  const cursors: fc.Arbitrary<ListCursor> = fc.oneof(
    fc.record({ sort: fc.constant("new" as const), id }),
    fc.record({ sort: fc.constant("top" as const), score: fc.nat(2_000_000_000), id }),
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
