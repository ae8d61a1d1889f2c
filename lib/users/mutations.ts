import { randomBytes } from "node:crypto";
import { handlesFor } from "@/lib/auth/handle";
import type { Identity } from "@/lib/auth/options";
import type { Role } from "@/lib/auth/viewer";
import { type Db, type PrismaClient, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { hashPassword } from "./password";
import { findAccountByIdentity } from "./queries";

/** An account as it stands after a write. Never its email or its password. */
export interface Account {
  readonly id: number;
  readonly handle: string;
  readonly role: Role;
  readonly sessionVersion: number;
}

/**
 * A new, active account. Handles and emails are unique whatever their case, by index, so of many at once one wins.
 * Without an email it is found by its handle alone; without a password nobody can sign in to it.
 * The password is hashed before anything is looked up: every refusal takes as long as a success.
 * @throws AppError HANDLE_TAKEN, or SIGN_UP_REFUSED for a taken email, which is not told
 */
export async function createUser(
  user: { handle: string; email?: string | null; password: string | null; role?: Role },
  db: Db = prisma,
): Promise<Account> {
  const { handle, email = null, password, role = "member" } = user;
  const passwordHash = password === null ? null : await hashPassword(password);
  const [created] = await db.$queryRaw<Account[]>`
    INSERT INTO users (handle, email, password_hash, role)
    VALUES (${handle}, ${email}, ${passwordHash}, ${role})
    ON CONFLICT DO NOTHING
    RETURNING id, handle, role, session_version AS "sessionVersion"`;
  if (created) return created;
  const [taken] = await db.$queryRaw<{ id: number }[]>`SELECT id FROM users WHERE LOWER(handle) = LOWER(${handle})`;
  throw taken
    ? new AppError("HANDLE_TAKEN", { fields: { handle: { code: "handleTaken" } } })
    : new AppError("SIGN_UP_REFUSED");
}

/**
 * The account that is linked to an identity at an OAuth provider, made at its first sign-in under a free handle. Only
 * provider and subject link: whoever has somebody's e-mail address at some provider is not them. Null for a
 * deactivated account. Of any number of first sign-ins at once one makes the account.
 */
export async function findOrCreateByIdentity(
  identity: Identity,
  client: PrismaClient = prisma,
): Promise<Account | null> {
  const account =
    (await findAccountByIdentity(identity, client)) ??
    (await client.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${identity.provider} ${identity.subject}`}, 0))`;
      return (await findAccountByIdentity(identity, tx)) ?? createByIdentity(identity, tx);
    }));
  if (!account?.isActive) return null;
  const { id, handle, role, sessionVersion } = account;
  return { id, handle, role, sessionVersion };
}

async function createByIdentity({ provider, subject, name }: Identity, tx: Db) {
  for (const handle of [
    ...handlesFor(name, randomBytes(3).toString("hex")),
    `user-${randomBytes(8).toString("hex")}`,
  ]) {
    const [created] = await tx.$queryRaw<Account[]>`
      INSERT INTO users (handle) VALUES (${handle})
      ON CONFLICT DO NOTHING
      RETURNING id, handle, role, session_version AS "sessionVersion"`;
    if (!created) continue;
    await tx.userIdentity.create({ data: { provider, subject, userId: created.id } });
    return { ...created, isActive: true };
  }
  throw new Error("no handle was free for a new account");
}

/**
 * Keeps an account from being deleted until this transaction ends.
 * @throws AppError SIGN_IN_REQUIRED when it is gone
 */
export async function holdAccount(userId: number, tx: Db): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM users WHERE id = ${userId} FOR KEY SHARE`;
  if (rows.length === 0) throw new AppError("SIGN_IN_REQUIRED");
}

/**
 * A new password; every session of the account ends.
 * @throws AppError NOT_FOUND
 */
export async function setPassword(userId: number, password: string, db: Db = prisma): Promise<Account> {
  const passwordHash = await hashPassword(password);
  return theAccount(
    await db.$queryRaw<Account[]>`
      UPDATE users SET password_hash = ${passwordHash}, session_version = session_version + 1
      WHERE id = ${userId}
      RETURNING id, handle, role, session_version AS "sessionVersion"`,
  );
}

/**
 * A new role; every session of the account ends. Whether a last admin remains is the caller's to check, in its transaction.
 * @throws AppError NOT_FOUND
 */
export async function setUserRole(userId: number, role: Role, db: Db = prisma): Promise<Account> {
  return theAccount(
    await db.$queryRaw<Account[]>`
      UPDATE users SET role = ${role}, session_version = session_version + 1
      WHERE id = ${userId}
      RETURNING id, handle, role, session_version AS "sessionVersion"`,
  );
}

/**
 * Lets an account in or keeps it out; every session of it ends. Whether a last admin remains is the caller's to check.
 * @throws AppError NOT_FOUND
 */
export async function setUserActive(userId: number, isActive: boolean, db: Db = prisma): Promise<Account> {
  return theAccount(
    await db.$queryRaw<Account[]>`
      UPDATE users SET is_active = ${isActive}, session_version = session_version + 1
      WHERE id = ${userId}
      RETURNING id, handle, role, session_version AS "sessionVersion"`,
  );
}

function theAccount([account]: Account[]): Account {
  if (!account) throw new AppError("NOT_FOUND");
  return account;
}

/**
 * Ends every session of an account, its sessions at an external auth server too, and with `andTokens` its personal access
 * tokens.
 * @throws AppError NOT_FOUND
 */
export async function endSessions(
  { userId, andTokens }: { userId: number; andTokens: boolean },
  client: PrismaClient = prisma,
): Promise<void> {
  await client.$transaction(async (tx) => {
    theAccount(
      await tx.$queryRaw<Account[]>`
        UPDATE users SET session_version = session_version + 1 WHERE id = ${userId}
        RETURNING id, handle, role, session_version AS "sessionVersion"`,
    );
    await tx.externalSession.deleteMany({ where: { userId } });
    if (andTokens) await tx.personalAccessToken.deleteMany({ where: { userId } });
  });
}
