import { type Db, prisma } from "@/lib/db/prisma";
import { listPostsById } from "@/lib/posts/queries";
import type { PostSummary } from "@/lib/posts/schema";

/** The visible posts with the most wins of all time, at least one; ties by the newest. Counted from the votes at each call. */
export async function listWinners(limit: number, db: Db = prisma): Promise<PostSummary[]> {
  const winners = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM (SELECT winner_image_id AS id, COUNT(*) AS wins FROM tournament_votes GROUP BY winner_image_id) AS won
    JOIN image_posts USING (id) WHERE is_active
    ORDER BY wins DESC, id DESC LIMIT ${limit}`;
  const ids = winners.map(({ id }) => id);
  const posts = await listPostsById(ids, db);
  return posts.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
