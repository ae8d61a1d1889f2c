import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { countSitemaps, findSitemap, sitemapSpan } from "./sitemap-queries";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];

beforeAll(async () => {
  ({ prisma: db } = await testDatabase());
});

const post = (id: number, userId: number, modelName: string | null, isActive = true) =>
  db.imagePost.create({ data: { id, userId, modelName, isActive, imageUrl: "/x", prompt: "p" } });

const idsOf = async (number: number) => (await findSitemap(number, db)).posts.map(({ id }) => id);

test("without a visible post there is no sitemap", async () => {
  expect(await countSitemaps(db)).toBe(0);
  await post(1, 1, "m", false);
  expect(await countSitemaps(db)).toBe(0);
  expect(await findSitemap(0, db)).toEqual({ posts: [], authors: [], models: [] });
});

test("each visible post is in the one sitemap of its number, and an author and a model in that of their oldest visible post", async () => {
  await db.user.createMany({
    data: ["mira", "juno", "gone", "quiet"].map((handle, index) => ({
      id: index + 1,
      handle,
      isActive: handle !== "gone",
    })),
  });
  await post(2, 1, "flux");
  await post(sitemapSpan - 1, 3, null);
  await post(sitemapSpan, 1, "flux");
  await post(sitemapSpan + 1, 2, "모델 x/y");
  // The hidden one does not count: it is in the third that they are seen first.
  await post(sitemapSpan + 2, 4, "late", false);
  await post(3 * sitemapSpan - 1, 4, "late");
  await post(4 * sitemapSpan, 2, "late", false);

  expect(await countSitemaps(db)).toBe(3);
  expect([await idsOf(0), await idsOf(1), await idsOf(2), await idsOf(3)]).toEqual([
    [2, sitemapSpan - 1],
    [sitemapSpan, sitemapSpan + 1],
    [3 * sitemapSpan - 1],
    [],
  ]);
  const { posts: _, ...first } = await findSitemap(0, db);
  const { posts: __, ...second } = await findSitemap(1, db);
  const { posts: ___, ...third } = await findSitemap(2, db);
  expect([first, second, third]).toEqual([
    { authors: ["mira"], models: ["flux"] },
    { authors: ["juno"], models: ["모델 x/y"] },
    { authors: ["quiet"], models: ["late"] },
  ]);
  await db.imagePost.update({ where: { id: 4 * sitemapSpan }, data: { isActive: true } });
  expect(await countSitemaps(db)).toBe(5);
});

test("a sitemap keeps within what the protocol has room for", () => {
  const pagesOfAPost = 3;
  const languages = 2;
  expect(sitemapSpan * pagesOfAPost * languages).toBeLessThanOrEqual(50_000);
});
