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
