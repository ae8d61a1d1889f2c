import { batched } from "@/lib/db/batch";
import { prisma } from "@/lib/db/prisma";
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
