import { type Db, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";

/** A post as it is before its files are in storage: nobody sees it. Answers its id. */
export async function insertPendingPost(
  post: {
    userId: number;
    prompt: string;
    modelName: string | null;
    isTournamentOptIn: boolean;
    imageUrl: string;
    storageKey: string;
    width: number;
    height: number;
    variantWidths: number[];
    placeholder: string;
  },
  db: Db = prisma,
): Promise<number> {
  const { id } = await db.imagePost.create({
    data: { ...post, status: "pending", isActive: false },
    select: { id: true },
  });
  return id;
}

/**
 * Shows a pending post to everyone.
 * @throws Error when it is no longer pending, because the sweep took it for abandoned
 */
export async function publishPost(id: number, db: Db = prisma): Promise<void> {
  const { count } = await db.imagePost.updateMany({
    where: { id, status: "pending", deletedAt: null },
    data: { status: "ready", isActive: true },
  });
  if (count !== 1) throw new Error(`post ${id} was no longer pending`);
}

/** Removes a post that never became ready. True when it was removed; false when it is ready, or not there. */
export async function removePendingPost(id: number, db: Db = prisma): Promise<boolean> {
  const { count } = await db.imagePost.deleteMany({ where: { id, status: "pending" } });
  return count === 1;
}

/** Removes every post that was still pending `minutes` after its upload began. Answers how many. */
export async function removeAbandonedPosts({ minutes }: { minutes: number }, db: Db = prisma): Promise<number> {
  return db.$executeRaw`
    DELETE FROM image_posts WHERE status = 'pending' AND created_at < NOW() - make_interval(mins => ${minutes}::int)`;
}

/** Why a write by `userId` met no row: the post is another's, or there is none to see. */
async function refuse({ id }: { id: number }, db: Db): Promise<never> {
  const exists = await db.imagePost.findFirst({ where: { id, isActive: true }, select: { id: true } });
  throw new AppError(exists ? "FORBIDDEN" : "NOT_FOUND");
}

/**
 * Changes what is given of the author's own visible post; `undefined` leaves a column as it is.
 * @throws AppError FORBIDDEN for another's post, NOT_FOUND for an unknown, hidden or deleted one
 */
export async function changeOwnPost(
  post: {
    id: number;
    userId: number;
    prompt?: string | undefined;
    modelName?: string | null | undefined;
    isTournamentOptIn?: boolean | undefined;
  },
  db: Db = prisma,
): Promise<void> {
  const { id, userId, prompt = null, modelName, isTournamentOptIn = null } = post;
  const count = await db.$executeRaw`
    UPDATE image_posts SET
      prompt = COALESCE(${prompt}::text, prompt),
      model_name = CASE WHEN ${modelName === undefined} THEN model_name ELSE ${modelName ?? null}::varchar END,
      is_tournament_opt_in = COALESCE(${isTournamentOptIn}::boolean, is_tournament_opt_in)
    WHERE id = ${id} AND user_id = ${userId} AND is_active`;
  if (count === 0) await refuse(post, db);
}

/**
 * Deletes the author's own visible post, softly: the row and its votes stay, nobody sees it again.
 * Answers where its files are; null for a post whose image is not stored here.
 * @throws AppError as `changeOwnPost`
 */
export async function deleteOwnPost(
  { id, userId }: { id: number; userId: number },
  db: Db = prisma,
): Promise<{ storageKey: string | null }> {
  const rows = await db.$queryRaw<{ storageKey: string | null }[]>`
    UPDATE image_posts SET is_active = FALSE, deleted_at = NOW()
    WHERE id = ${id} AND user_id = ${userId} AND is_active
    RETURNING storage_key AS "storageKey"`;
  return rows[0] ?? refuse({ id }, db);
}
