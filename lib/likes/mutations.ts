import { type Db, prisma } from "@/lib/db/prisma";

/** What a like or an unlike found: whether the image can be seen, whether a row was written, and the count afterwards. */
interface LikeWrite {
  isVisible: boolean;
  isChanged: boolean;
  likeCount: number;
}

// A statement sees the table as it was when it began, so its own change is added to the count by hand.

/** Adds a like, at most one for a user and an image however many calls run at once. One round trip. */
export async function addLike(
  { userId, imageId }: { userId: number; imageId: number },
  db: Db = prisma,
): Promise<LikeWrite> {
  const [row] = await db.$queryRaw<[LikeWrite]>`
    WITH target AS (SELECT id FROM image_posts WHERE id = ${imageId} AND is_active),
    added AS (
      INSERT INTO image_likes (user_id, image_post_id) SELECT ${userId}::int, id FROM target
      ON CONFLICT ON CONSTRAINT uq_user_image_like DO NOTHING
      RETURNING id
    )
    SELECT EXISTS (SELECT 1 FROM target) AS "isVisible",
      EXISTS (SELECT 1 FROM added) AS "isChanged",
      (SELECT COUNT(*)::int FROM image_likes WHERE image_post_id = ${imageId})
        + (SELECT COUNT(*)::int FROM added) AS "likeCount"`;
  return row;
}

/** Takes a like back. One round trip. */
export async function removeLike(
  { userId, imageId }: { userId: number; imageId: number },
  db: Db = prisma,
): Promise<LikeWrite> {
  const [row] = await db.$queryRaw<[LikeWrite]>`
    WITH target AS (SELECT id FROM image_posts WHERE id = ${imageId} AND is_active),
    removed AS (
      DELETE FROM image_likes USING target
      WHERE image_likes.image_post_id = target.id AND image_likes.user_id = ${userId}
      RETURNING image_likes.id
    )
    SELECT EXISTS (SELECT 1 FROM target) AS "isVisible",
      EXISTS (SELECT 1 FROM removed) AS "isChanged",
      (SELECT COUNT(*)::int FROM image_likes WHERE image_post_id = ${imageId})
        - (SELECT COUNT(*)::int FROM removed) AS "likeCount"`;
  return row;
}
