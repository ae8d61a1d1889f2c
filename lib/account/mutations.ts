import { createPatient, type Db, type PrismaClient, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { noteLooseFiles } from "@/lib/storage/loose-mutations";

/** What went with an account, for the files and the cached pages that are to go after it. */
export interface Deleted {
  readonly postIds: readonly number[];
  readonly storageKeys: readonly string[];
}

/** Whatever an account did or has, but for its posts and itself. Votes of others on its images go with these, by cascade. */
async function deleteDeeds(userId: number, tx: Db): Promise<void> {
  await tx.tournamentVote.deleteMany({ where: { voterId: userId } });
  await tx.matchOutcome.deleteMany({ where: { voterId: userId } });
  await tx.imageLike.deleteMany({ where: { userId } });
  await tx.report.deleteMany({ where: { reporterId: userId } });
  await tx.idempotencyKey.deleteMany({ where: { userId } });
  await tx.voterInspection.deleteMany({ where: { voterId: userId } });
  await tx.voterQuarantine.deleteMany({ where: { voterId: userId } });
  await tx.personalAccessToken.deleteMany({ where: { userId } });
  await tx.userIdentity.deleteMany({ where: { userId } });
  await tx.externalSession.deleteMany({ where: { userId } });
}

/**
 * The account and the admins beside it as they are, which nobody changes until this transaction ends; in the order of moderation's
 * own lock, so that two last admins who leave at once do not both go.
 */
async function lockAccount(userId: number, tx: Db): Promise<{ avatarKey: string | null }> {
  const rows = await tx.$queryRaw<{ id: number; role: string; isActive: boolean; avatarKey: string | null }[]>`
    SELECT id, role, is_active AS "isActive", avatar_key AS "avatarKey" FROM users
    WHERE id = ${userId} OR (role = 'admin' AND is_active)
    ORDER BY id FOR UPDATE`;
  const account = rows.find(({ id }) => id === userId);
  if (!account?.isActive) throw new AppError("SIGN_IN_REQUIRED");
  if (account.role === "admin" && rows.filter(({ role }) => role === "admin").length === 1)
    throw new AppError("LAST_ADMIN");
  return account;
}

/** How long a statement may take here, in ms: a large account's images go in one, with the votes and likes of all others on them. */
const patience = 60_000;

/** `onDone` is told what goes before the transaction ends: its end may be lost on the way. */
async function deleteOnce(userId: number, client: PrismaClient, onDone: (deleted: Deleted) => void): Promise<Deleted> {
  return client.$transaction(
    async (tx) => {
      const { avatarKey } = await lockAccount(userId, tx);
      await deleteDeeds(userId, tx);
      const posts = await tx.$queryRaw<{ id: number; storageKey: string | null; isPending: boolean }[]>`
        DELETE FROM image_posts WHERE user_id = ${userId}
        RETURNING id, storage_key AS "storageKey", status = 'pending' AS "isPending"`;
      const stored = [...posts.map(({ storageKey }) => storageKey), avatarKey].filter((key) => key !== null);
      await noteLooseFiles(stored, tx);
      // In the transaction of the votes: the log of votes looks when it ends whether their voter is really gone.
      await tx.user.delete({ where: { id: userId } });
      const unfinished = new Set(posts.filter(({ isPending }) => isPending).map(({ storageKey }) => storageKey));
      const deleted = {
        postIds: posts.map(({ id }) => id),
        // What is still being written is left to who writes it, or to the sweep.
        storageKeys: stored.filter((key) => !unfinished.has(key)),
      };
      onDone(deleted);
      return deleted;
    },
    { timeout: 2 * patience, maxWait: 5_000 },
  );
}

const isDeadlock = (error: unknown) => (error as { code?: unknown }).code === "P2034" || /40P01/.test(String(error));

/**
 * Deletes an active account with everything in it, in one transaction: there is no way back. What is left is the audit lines of
 * moderators' acts, which know it by a number. Its images' files are loose from then on.
 * @throws AppError SIGN_IN_REQUIRED for one that is gone or deactivated, LAST_ADMIN
 */
export async function deleteAccountRows(userId: number, client: PrismaClient = prisma): Promise<Deleted> {
  const patient = createPatient(client, patience);
  let deleted: Deleted | undefined;
  try {
    // Somebody who votes for two of its images at that moment holds one of them and waits for the other.
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await deleteOnce(userId, patient, (rows) => {
          deleted = rows;
        });
      } catch (error) {
        if (attempt < 5 && isDeadlock(error)) continue;
        if (error instanceof AppError || !deleted || !(await isGone(userId, patient))) throw error;
        return deleted;
      }
    }
  } finally {
    await patient.$disconnect();
  }
}

/** Is there no such account any more? Waits for a transaction that is still deleting it, whoever lost the connection to that. */
async function isGone(userId: number, db: Db): Promise<boolean> {
  return (await db.$queryRaw<unknown[]>`SELECT 1 FROM users WHERE id = ${userId} FOR SHARE`).length === 0;
}

/** Removes what requests that had begun before an account was deleted have written since in its name. */
export async function deleteStragglers(userId: number, client: PrismaClient = prisma): Promise<void> {
  await client.$transaction(async (tx) => {
    // With an external auth server the number may be somebody's again.
    if ((await tx.user.count({ where: { id: userId } })) === 0) await deleteDeeds(userId, tx);
  });
}
