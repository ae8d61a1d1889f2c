import { type Db, prisma } from "@/lib/db/prisma";

export interface Profile {
  readonly id: number;
  /** As its owner writes it. */
  readonly handle: string;
  readonly joinedAt: Date;
}

/** The active account of a handle in any case; `null` with the id of one that is not active, so that a cache can name it. */
export async function findProfile(
  handle: string,
  db: Db = prisma,
): Promise<{ id: number | null; profile: Profile | null }> {
  const [row] = await db.$queryRaw<(Profile & { isActive: boolean })[]>`
    SELECT id, handle, created_at AS "joinedAt", is_active AS "isActive" FROM users WHERE LOWER(handle) = LOWER(${handle})`;
  if (!row) return { id: null, profile: null };
  const { isActive, ...profile } = row;
  return { id: row.id, profile: isActive ? profile : null };
}
