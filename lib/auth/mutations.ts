import { type Db, prisma } from "@/lib/db/prisma";
import type { Profile } from "./queries";

/** A profile under the auth server's id. Null when the id or the handle is taken. */
export async function insertProfile(
  { id, handle }: { id: number; handle: string },
  db: Db = prisma,
): Promise<Profile | null> {
  const rows = await db.$queryRaw<Profile[]>`
    INSERT INTO users (id, handle, is_external) VALUES (${id}, ${handle}, TRUE)
    ON CONFLICT DO NOTHING
    RETURNING id, handle, role, session_version AS "sessionVersion", is_active AS "isActive", is_external AS "isExternal"`;
  return rows[0] ?? null;
}

/** Notes that a personal token was used now, at most once a minute. */
export async function notePersonalTokenUse(tokenId: number, db: Db = prisma): Promise<void> {
  await db.$executeRaw`
    UPDATE personal_access_tokens SET last_used_at = NOW()
    WHERE id = ${tokenId} AND (last_used_at IS NULL OR last_used_at < NOW() - INTERVAL '1 minute')`;
}

export interface ExternalSessionRow {
  readonly id: string;
  readonly sealedRefreshToken: string;
  readonly validUntil: Date;
}

/** A session at the auth server. Those that ran out a month ago or longer go. */
export async function insertExternalSession(
  { id, userId, sealedRefreshToken, validUntil }: ExternalSessionRow & { readonly userId: number },
  db: Db = prisma,
): Promise<void> {
  await db.$executeRaw`DELETE FROM external_sessions WHERE valid_until < NOW() - INTERVAL '30 days'`;
  await db.externalSession.create({ data: { id, userId, sealedRefreshToken, validUntil } });
}

/**
 * The right to renew a session, for ten seconds, and the refresh token it is renewed with, as it is at that moment. Of any number of
 * requests at once one gets it; null for the others.
 */
export async function claimRenewal(id: string, db: Db = prisma): Promise<string | null> {
  const rows = await db.$queryRaw<{ sealedRefreshToken: string }[]>`
    UPDATE external_sessions SET renewal_started_at = NOW()
    WHERE id = ${id} AND valid_until <= NOW()
      AND (renewal_started_at IS NULL OR renewal_started_at < NOW() - INTERVAL '10 seconds')
    RETURNING sealed_refresh_token AS "sealedRefreshToken"`;
  return rows[0]?.sealedRefreshToken ?? null;
}

export async function renewExternalSession(
  { id, sealedRefreshToken, validUntil }: ExternalSessionRow,
  db: Db = prisma,
): Promise<void> {
  await db.externalSession.updateMany({
    where: { id },
    data: { sealedRefreshToken, validUntil, renewalStartedAt: null },
  });
}

export async function deleteExternalSession(id: string, db: Db = prisma): Promise<void> {
  await db.externalSession.deleteMany({ where: { id } });
}
