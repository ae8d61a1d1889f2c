import { type Db, prisma } from "@/lib/db/prisma";
import type { Role, Viewer } from "./viewer";

/** The account a session speaks for, or null once it was deactivated, demoted or signed out everywhere. One prepared read by primary key. */
export async function findSessionViewer(
  userId: number,
  sessionVersion: number,
  db: Db = prisma,
): Promise<Viewer | null> {
  const rows = await db.$queryRaw<{ id: number; handle: string; role: Role }[]>`
    SELECT id, handle, role FROM users
    WHERE id = ${userId} AND is_active AND session_version = ${sessionVersion}`;
  return rows[0] ?? null;
}
