import { type Db, prisma } from "@/lib/db/prisma";

/** Like counts of the visible images among `ids`, and which of them `viewerId` likes. One round trip. */
export async function listLikes(
  { ids, viewerId }: { ids: readonly number[]; viewerId: number | null },
  db: Db = prisma,
): Promise<{ imageId: number; likeCount: number; isLiked: boolean }[]> {
  if (ids.length === 0) return [];
  return db.$queryRaw`
    SELECT p.id AS "imageId",
      (SELECT COUNT(*)::int FROM image_likes WHERE image_post_id = p.id) AS "likeCount",
      EXISTS (SELECT 1 FROM image_likes WHERE image_post_id = p.id AND user_id = ${viewerId}::int) AS "isLiked"
    FROM image_posts p
    WHERE p.is_active AND p.id = ANY(${[...ids]}::int[])`;
}
