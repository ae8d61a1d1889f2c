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
