import { batched } from "@/lib/db/batch";
import { type Db, prisma } from "@/lib/db/prisma";
import { statement } from "@/lib/db/statement";
import type { Role, Viewer } from "./viewer";

interface SessionKey {
  readonly userId: number;
  readonly version: number;
}

const sessionViewers = statement<{ place: number; id: number; handle: string; role: Role }>(
  "session-viewers",
  `SELECT asked.place::int, u.id, u.handle, u.role
   FROM unnest($1::int[], $2::int[]) WITH ORDINALITY AS asked (id, version, place)
   JOIN users u ON u.id = asked.id AND u.is_active AND u.session_version = asked.version`,
);

const findViewer = batched<SessionKey, Viewer | null>(async (keys) => {
  const rows = await sessionViewers([keys.map(({ userId }) => userId), keys.map(({ version }) => version)], prisma);
  const viewers: (Viewer | null)[] = keys.map(() => null);
  for (const { place, id, handle, role } of rows) viewers[place - 1] = { id, handle, role };
  return viewers;
});

/** The account a session speaks for, or null once it was deactivated, demoted or signed out everywhere: as the database has it after this was asked. */
export function findSessionViewer(userId: number, version: number): Promise<Viewer | null> {
  return findViewer({ userId, version });
}

/** An account as a profile of the auth server's, or one that only has its id. */
export interface Profile extends Viewer {
  readonly sessionVersion: number;
  readonly isActive: boolean;
  readonly isExternal: boolean;
}

const profileById = statement<Profile>(
  "profile-by-id",
  `SELECT id, handle, role, session_version AS "sessionVersion", is_active AS "isActive", is_external AS "isExternal"
   FROM users WHERE id = $1::int`,
);

/** Whoever has this id, active or not. One prepared read by primary key. */
export async function findProfile(userId: number, db: Db = prisma): Promise<Profile | null> {
  return (await profileById([userId], db))[0] ?? null;
}

export interface PersonalTokenUse extends Viewer {
  readonly tokenId: number;
  readonly scope: "read" | "write";
  /** Was its last use noted a minute ago or longer? */
  readonly isNoteDue: boolean;
}

const personalTokenByHash = statement<PersonalTokenUse>(
  "personal-token-by-hash",
  `SELECT u.id, u.handle, u.role, t.id AS "tokenId", t.scope,
     (t.last_used_at IS NULL OR t.last_used_at < NOW() - INTERVAL '1 minute') AS "isNoteDue"
   FROM personal_access_tokens t JOIN users u ON u.id = t.user_id
   WHERE t.token_hash = $1::text AND u.is_active AND (t.expires_at IS NULL OR t.expires_at > NOW())`,
);

/** The active account behind a personal token that has not run out. */
export async function findPersonalTokenUse(tokenHash: string, db: Db = prisma): Promise<PersonalTokenUse | null> {
  return (await personalTokenByHash([tokenHash], db))[0] ?? null;
}

export interface ExternalSession extends Viewer {
  /** Seconds since the auth server's access token ran out; negative while it has not. */
  readonly overdue: number;
}

const externalSession = statement<ExternalSession>(
  "external-session",
  `SELECT u.id, u.handle, u.role,
     EXTRACT(EPOCH FROM NOW() - s.valid_until)::float8 AS overdue
   FROM external_sessions s JOIN users u ON u.id = s.user_id
   WHERE s.id = $1::text AND u.id = $2::int AND u.is_active AND u.session_version = $3::int`,
);

/** The account of a session at the auth server, or null once it was ended here or there. */
export async function findExternalSession(
  { id, userId, sessionVersion }: { id: string; userId: number; sessionVersion: number },
  db: Db = prisma,
): Promise<ExternalSession | null> {
  return (await externalSession([id, userId, sessionVersion], db))[0] ?? null;
}
