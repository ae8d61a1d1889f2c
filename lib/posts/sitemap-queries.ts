import { type Db, Prisma, prisma } from "@/lib/db/prisma";

/**
 * Ids from one multiple of this to the next share a sitemap: each post keeps its place, whatever is hidden around it. A sitemap
 * has room for 50,000 addresses: for each post its page, its author's and its model's, where they are the first, in two languages.
 */
export const sitemapSpan = 8_000;

/** How many sitemaps it takes to name every post. */
export async function countSitemaps(db: Db = prisma): Promise<number> {
  const [row] = await db.$queryRaw<[{ last: number | null }]>`
    SELECT MAX(id) AS last FROM image_posts WHERE is_active`;
  return row.last === null ? 0 : Math.floor(row.last / sitemapSpan) + 1;
}

/** The visible posts of a sitemap, and who and what is seen in them for the first time. */
export interface SitemapOf {
  readonly posts: { id: number; createdAt: Date }[];
  /** Handles of active members. */
  readonly authors: string[];
  readonly models: string[];
}

/**
 * One sitemap, by its number from 0. An author and a model are in that of their oldest visible post, so in one alone, and finding
 * that takes a look into an index for each: number 1,000 costs what number 0 does.
 */
export async function findSitemap(number: number, db: Db = prisma): Promise<SitemapOf> {
  const first = number * sitemapSpan;
  const isInside = Prisma.sql`is_active AND id >= ${first} AND id < ${first + sitemapSpan}`;
  const posts = await db.$queryRaw<SitemapOf["posts"]>`
    SELECT id, created_at AS "createdAt" FROM image_posts WHERE ${isInside} ORDER BY id`;
  const authors = await db.$queryRaw<{ name: string }[]>`
    SELECT u.handle AS name FROM (SELECT DISTINCT user_id FROM image_posts WHERE ${isInside}) AS seen
    JOIN users u ON u.id = seen.user_id AND u.is_active
    WHERE (SELECT MIN(p.id) FROM image_posts p WHERE p.is_active AND p.user_id = seen.user_id) >= ${first}
    ORDER BY u.id`;
  const models = await db.$queryRaw<{ name: string }[]>`
    SELECT model_name AS name FROM (SELECT DISTINCT model_name FROM image_posts WHERE ${isInside}) AS seen
    WHERE (SELECT MIN(p.id) FROM image_posts p WHERE p.is_active AND p.model_name = seen.model_name) >= ${first}
    ORDER BY model_name`;
  return { posts, authors: authors.map(({ name }) => name), models: models.map(({ name }) => name) };
}
