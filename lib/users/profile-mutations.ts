import { type Db, type PrismaClient, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { claimLooseFiles, noteLooseFiles } from "@/lib/storage/loose-mutations";

/**
 * Changes what is given of an active account's own words; `undefined` leaves a column as it is.
 * @throws AppError SIGN_IN_REQUIRED for an account that is gone or was deactivated meanwhile
 */
export async function changeProfile(
  { userId, ...words }: { userId: number; bio?: string | undefined; links?: string[] | undefined },
  db: Db = prisma,
): Promise<void> {
  const data = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
  const { count } = await db.user.updateMany({ where: { id: userId, isActive: true }, data });
  if (count === 0) throw new AppError("SIGN_IN_REQUIRED");
}

/**
 * Makes stored files, noted as loose until now, an active account's avatar; null takes the one it has away. Answers the
 * storage key of the one before, which is loose from then on. Of many at once the last one stays, and no file is lost.
 * @throws AppError SIGN_IN_REQUIRED as `changeProfile`
 */
export async function replaceAvatar(
  { userId, avatarKey }: { userId: number; avatarKey: string | null },
  client: PrismaClient = prisma,
): Promise<string | null> {
  return client.$transaction(async (tx) => {
    const [before] = await tx.$queryRaw<{ avatarKey: string | null }[]>`
      SELECT avatar_key AS "avatarKey" FROM users WHERE id = ${userId} AND is_active FOR UPDATE`;
    if (!before) throw new AppError("SIGN_IN_REQUIRED");
    if (avatarKey) await claimLooseFiles(avatarKey, tx);
    await tx.user.update({ where: { id: userId }, data: { avatarKey } });
    if (before.avatarKey) await noteLooseFiles([before.avatarKey], tx);
    return before.avatarKey;
  });
}
