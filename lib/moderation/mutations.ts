import type { Admin, Moderator, Role } from "@/lib/auth/viewer";
import { type Db, type Prisma, type PrismaClient, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { admissionPatience, admissions, findRival } from "@/lib/posts/likeness-mutations";
import { setUserActive, setUserRole } from "@/lib/users/mutations";
import { maySetActive } from "./authority";
import type { AuditedAction, ModeratedAccount } from "./schema";

interface MovedPost {
  readonly storageKey: string | null;
}

/**
 * Takes a visible post from everyone, and writes who did it and why; both or neither, in one statement.
 * Of many at once exactly one hides it, and one line is written.
 * @throws AppError NOT_FOUND, ALREADY_HIDDEN, DELETED_BY_OWNER
 */
export async function hidePost(
  { id, reason }: { id: number; reason: string },
  moderator: Moderator,
  db: Db = prisma,
): Promise<MovedPost> {
  const rows = await db.$queryRaw<MovedPost[]>`
    WITH hidden AS (
      UPDATE image_posts SET is_active = FALSE WHERE id = ${id} AND is_active RETURNING id, storage_key
    ), audit AS (
      INSERT INTO moderation_actions (actor_id, action, target_type, target_id, reason, before, after)
      SELECT ${moderator.id}, 'hide_post', 'post', id, ${reason}, '{"isActive": true}', '{"isActive": false}' FROM hidden
    )
    SELECT storage_key AS "storageKey" FROM hidden`;
  return rows[0] ?? refusePost(id, "ALREADY_HIDDEN", db);
}

/**
 * Gives a hidden post back; as `hidePost`. Where an image that shows the same has taken its place in the tournament meanwhile, it comes
 * back without competing: never do two of them. The line says so, and which one.
 * @throws AppError NOT_FOUND, NOT_HIDDEN, DELETED_BY_OWNER: what its author took away stays away
 */
export async function restorePost(
  { id, reason }: { id: number; reason: string | null },
  moderator: Moderator,
  db: PrismaClient = prisma,
): Promise<MovedPost & { nearDuplicateId: number | null }> {
  const restore = async (tx: Prisma.TransactionClient) => {
    const nearDuplicateId = await findRival(id, tx);
    const isApart = nearDuplicateId !== null;
    const before = { isActive: false, ...(isApart && { isTournamentOptIn: true }) };
    const after = { isActive: true, ...(isApart && { isTournamentOptIn: false, nearDuplicateId }) };
    const rows = await tx.$queryRaw<MovedPost[]>`
      WITH restored AS (
        UPDATE image_posts SET is_active = TRUE, is_tournament_opt_in = is_tournament_opt_in AND NOT ${isApart}::boolean
        WHERE id = ${id} AND NOT is_active AND status = 'ready' AND deleted_at IS NULL
        RETURNING id, storage_key
      ), audit AS (
        INSERT INTO moderation_actions (actor_id, action, target_type, target_id, reason, before, after)
        SELECT ${moderator.id}, 'restore_post', 'post', id, ${reason},
          ${JSON.stringify(before)}::jsonb, ${JSON.stringify(after)}::jsonb
        FROM restored
      )
      SELECT storage_key AS "storageKey" FROM restored`;
    const moved = rows[0] ?? (await refusePost(id, "NOT_HIDDEN", tx));
    return { ...moved, nearDuplicateId };
  };
  return admissions(() => db.$transaction(restore, admissionPatience));
}

/** Why there was nothing to change: the post is already as wished, or no moderator can make it so. */
async function refusePost(id: number, already: "ALREADY_HIDDEN" | "NOT_HIDDEN", db: Db): Promise<never> {
  const post = await db.imagePost.findUnique({ where: { id }, select: { status: true, deletedAt: true } });
  if (post?.status !== "ready") throw new AppError("NOT_FOUND");
  throw new AppError(post.deletedAt ? "DELETED_BY_OWNER" : already);
}

/**
 * Keeps a member out, or lets one in again. Its sessions end at once. Nothing is written when it already is so. Its avatar's files are
 * the caller's to settle.
 * @throws AppError NOT_FOUND; FORBIDDEN for a role above the actor's reach, or when the actor is no longer what they were;
 *   LAST_ADMIN when nobody would be left to administer the site
 */
export async function setMemberActive(
  { id, isActive, reason }: { id: number; isActive: boolean; reason: string | null },
  moderator: Moderator,
  db: typeof prisma = prisma,
): Promise<LockedAccount> {
  return db.$transaction(async (tx) => {
    const { actor, target, isLastAdmin } = await lockAccounts({ id, actorId: moderator.id }, tx);
    if (!maySetActive(actor.role, target.role)) throw new AppError("FORBIDDEN");
    if (target.isActive === isActive) return target;
    if (isLastAdmin) throw new AppError("LAST_ADMIN");
    await setUserActive(id, isActive, tx);
    const change = { before: { isActive: target.isActive }, after: { isActive } };
    const action = isActive ? "reactivate_user" : "deactivate_user";
    await recordUserAction({ actorId: actor.id, action, userId: id, reason, ...change }, tx);
    return { ...target, isActive };
  });
}

/**
 * Gives an account another role; an admin's act. Its sessions end at once. Nothing is written when it already has it.
 * @throws AppError as `setMemberActive`
 */
export async function changeRole(
  { id, role, reason }: { id: number; role: Role; reason: string | null },
  admin: Admin,
  db: typeof prisma = prisma,
): Promise<ModeratedAccount> {
  return db.$transaction(async (tx) => {
    const { actor, target, isLastAdmin } = await lockAccounts({ id, actorId: admin.id }, tx);
    if (actor.role !== "admin") throw new AppError("FORBIDDEN");
    if (target.role === role) return target;
    if (isLastAdmin) throw new AppError("LAST_ADMIN");
    await setUserRole(id, role, tx);
    const change = { before: { role: target.role }, after: { role } };
    await recordUserAction({ actorId: actor.id, action: "change_role", userId: id, reason, ...change }, tx);
    return { ...target, role };
  });
}

interface LockedAccount extends ModeratedAccount {
  /** Where an uploaded avatar is stored. */
  readonly avatarKey: string | null;
}

/**
 * The two accounts as they are, which nobody changes until this transaction ends. All active admins are locked with
 * them, in the order of their ids: two who take each other's role at once go one after the other, without a deadlock,
 * and the second sees what the first did.
 */
async function lockAccounts({ id, actorId }: { id: number; actorId: number }, tx: Db) {
  const rows = await tx.$queryRaw<LockedAccount[]>`
    SELECT id, role, is_active AS "isActive", avatar_key AS "avatarKey" FROM users
    WHERE id IN (${id}, ${actorId}) OR (role = 'admin' AND is_active)
    ORDER BY id FOR UPDATE`;
  const actor = rows.find((row) => row.id === actorId);
  const target = rows.find((row) => row.id === id);
  if (!actor?.isActive) throw new AppError("FORBIDDEN");
  if (!target) throw new AppError("NOT_FOUND");
  const admins = rows.filter((row) => row.role === "admin" && row.isActive);
  return { actor, target, isLastAdmin: admins.length === 1 && admins[0]?.id === id };
}

async function recordUserAction(
  entry: {
    actorId: number;
    action: AuditedAction;
    userId: number;
    reason: string | null;
    before: Record<string, string | boolean>;
    after: Record<string, string | boolean>;
  },
  tx: Db,
): Promise<void> {
  const { userId, ...data } = entry;
  await tx.moderationAction.create({ data: { ...data, targetType: "user", targetId: userId } });
}
