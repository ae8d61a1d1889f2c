import { type Db, prisma } from "@/lib/db/prisma";
import type { Account } from "./mutations";

export interface Credentials extends Account {
  readonly isActive: boolean;
  readonly passwordHash: string | null;
}

/** The account behind a handle or an email, whatever its case, active or not. For the sign-in alone: it carries the password's hash. */
export async function findCredentials(name: string, db: Db = prisma): Promise<Credentials | null> {
  // A handle never has an "@", so a name is either the one or the other, and each uses its unique index.
  const rows = name.includes("@")
    ? await db.$queryRaw<Credentials[]>`
        SELECT id, handle, role, session_version AS "sessionVersion", is_active AS "isActive", password_hash AS "passwordHash"
        FROM users WHERE LOWER(email) = LOWER(${name})`
    : await db.$queryRaw<Credentials[]>`
        SELECT id, handle, role, session_version AS "sessionVersion", is_active AS "isActive", password_hash AS "passwordHash"
        FROM users WHERE LOWER(handle) = LOWER(${name})`;
  return rows[0] ?? null;
}

/** The account that is linked to a subject at a provider, active or not. */
export async function findAccountByIdentity(
  { provider, subject }: { provider: string; subject: string },
  db: Db = prisma,
): Promise<(Account & { readonly isActive: boolean }) | null> {
  const rows = await db.$queryRaw<(Account & { readonly isActive: boolean })[]>`
    SELECT u.id, u.handle, u.role, u.session_version AS "sessionVersion", u.is_active AS "isActive"
    FROM user_identities i JOIN users u ON u.id = i.user_id
    WHERE i.provider = ${provider} AND i.subject = ${subject}`;
  return rows[0] ?? null;
}

/** The password's hash of an account and how it may be entered otherwise. For its owner's own settings alone. */
export async function findEntrances(
  userId: number,
  db: Db = prisma,
): Promise<{ passwordHash: string | null; providers: { provider: string; createdAt: Date }[] }> {
  const [account, providers] = await Promise.all([
    db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } }),
    db.userIdentity.findMany({
      where: { userId },
      orderBy: { createdAt: "asc" },
      select: { provider: true, createdAt: true },
    }),
  ]);
  return { passwordHash: account?.passwordHash ?? null, providers };
}
