import type { Moderator } from "@/lib/auth/viewer";
import { type Db, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";

/**
 * Tells the moderators about a visible image. A member has one open report for an image; the index decides.
 * @throws AppError NOT_FOUND for an unknown, hidden or deleted image; ALREADY_REPORTED
 */
export async function fileReport(
  { imageId, reporterId, reason }: { imageId: number; reporterId: number; reason: string },
  db: Db = prisma,
): Promise<{ id: number; createdAt: Date }> {
  const rows = await db.$queryRaw<{ id: number; createdAt: Date }[]>`
    INSERT INTO reports (image_post_id, reporter_id, reason)
    SELECT id, ${reporterId}, ${reason} FROM image_posts WHERE id = ${imageId} AND is_active
    ON CONFLICT (reporter_id, image_post_id) WHERE resolved_at IS NULL DO NOTHING
    RETURNING id, created_at AS "createdAt"`;
  if (rows[0]) return rows[0];
  const exists = await db.imagePost.findFirst({ where: { id: imageId, isActive: true }, select: { id: true } });
  throw new AppError(exists ? "ALREADY_REPORTED" : "NOT_FOUND");
}

/**
 * Closes an open report, and writes who did it; both or neither, in one statement.
 * @throws AppError NOT_FOUND, ALREADY_RESOLVED
 */
export async function resolveReport(
  { id, reason }: { id: number; reason: string | null },
  moderator: Moderator,
  db: Db = prisma,
): Promise<{ imageId: number }> {
  const rows = await db.$queryRaw<{ imageId: number }[]>`
    WITH resolved AS (
      UPDATE reports SET resolved_at = NOW(), resolved_by = ${moderator.id} WHERE id = ${id} AND resolved_at IS NULL
      RETURNING id, image_post_id
    ), audit AS (
      INSERT INTO moderation_actions (actor_id, action, target_type, target_id, reason, before, after)
      SELECT ${moderator.id}, 'resolve_report', 'post', image_post_id, ${reason},
        jsonb_build_object('reportId', id, 'isOpen', TRUE), jsonb_build_object('reportId', id, 'isOpen', FALSE)
      FROM resolved
    )
    SELECT image_post_id AS "imageId" FROM resolved`;
  if (rows[0]) return rows[0];
  const exists = await db.report.findUnique({ where: { id }, select: { id: true } });
  throw new AppError(exists ? "ALREADY_RESOLVED" : "NOT_FOUND");
}
