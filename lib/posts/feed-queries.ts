import { type Db, prisma } from "@/lib/db/prisma";
import { listPostsById } from "./queries";
import type { PostSummary } from "./schema";

/** How many posts a feed carries: the newest. */
const feedSize = 50;

/** The newest visible posts of one author or one model, or of everybody. Names in whatever case; unknown ones have none. */
export async function listFeedPosts(
  { author = null, model = null }: { author?: string | null; model?: string | null },
  db: Db = prisma,
): Promise<PostSummary[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT p.id FROM image_posts p
    WHERE p.is_active
      AND (${author}::text IS NULL OR p.user_id = (SELECT id FROM users WHERE LOWER(handle) = LOWER(${author}::text) AND is_active))
      AND (${model}::text IS NULL OR LOWER(p.model_name) = LOWER(${model}::text))
    ORDER BY p.id DESC LIMIT ${feedSize}`;
  const posts = await listPostsById(
    rows.map(({ id }) => id),
    db,
  );
  return posts.sort((a, b) => b.id - a.id);
}

/** Ids from one multiple of this to the next share a sitemap: each post keeps its place, whatever is hidden around it. */
const sitemapSpan = 10_000;

/** How many sitemaps it takes to name every post. */
export async function countSitemaps(db: Db = prisma): Promise<number> {
  const [row] = await db.$queryRaw<[{ last: number | null }]>`
    SELECT MAX(id) AS last FROM image_posts WHERE is_active`;
  return row.last === null ? 0 : Math.floor(row.last / sitemapSpan) + 1;
}

/** The visible posts of one sitemap, by its number from 0. */
export async function listSitemapPosts(number: number, db: Db = prisma): Promise<{ id: number; createdAt: Date }[]> {
  const first = number * sitemapSpan;
  return db.$queryRaw`
    SELECT id, created_at AS "createdAt" FROM image_posts
    WHERE is_active AND id >= ${first} AND id < ${first + sitemapSpan} ORDER BY id`;
}
