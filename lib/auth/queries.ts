import { type Db, prisma } from "@/lib/db/prisma";
import { statement } from "@/lib/db/statement";
import type { Role, Viewer } from "./viewer";

const sessionViewer = statement<{ id: number; handle: string; role: Role }>(
  "session-viewer",
  "SELECT id, handle, role FROM users WHERE id = $1::int AND is_active AND session_version = $2::int",
);

/** The account a session speaks for, or null once it was deactivated, demoted or signed out everywhere. One prepared read by primary key. */
export async function findSessionViewer(
  userId: number,
  sessionVersion: number,
  db: Db = prisma,
): Promise<Viewer | null> {
  const rows = await sessionViewer([userId, sessionVersion], db);
  return rows[0] ?? null;
}
