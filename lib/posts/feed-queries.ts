import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { listPostsById } from "./queries";
import type { PostSummary } from "./schema";

/** How many posts a feed carries: the newest. */
const feedSize = 50;

/** Whose posts a feed has: everybody's, one member's or one model's. */
export type FeedOf = { readonly authorId: number } | { readonly model: string } | null;

function conditionOf(of: FeedOf): Prisma.Sql {
  if (of === null) return Prisma.empty;
  return "authorId" in of ? Prisma.sql`AND user_id = ${of.authorId}` : Prisma.sql`AND model_name = ${of.model}`;
}

/** The newest visible posts of a feed. */
export async function listFeedPosts(of: FeedOf, db: Db = prisma): Promise<PostSummary[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM image_posts WHERE is_active ${conditionOf(of)} ORDER BY id DESC LIMIT ${feedSize}`;
  const posts = await listPostsById(
    rows.map(({ id }) => id),
    db,
  );
  return posts.sort((a, b) => b.id - a.id);
}

/** Is there a visible post of this model, by anybody or by this author? */
export async function hasModel(
  { model, userId }: { model: string; userId?: number | undefined },
  db: Db = prisma,
): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM image_posts
    WHERE is_active AND model_name = ${model} AND (user_id = ${userId ?? null}::int OR ${userId ?? null}::int IS NULL) LIMIT 1`;
  return rows.length > 0;
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
