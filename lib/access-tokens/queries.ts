import { type Db, prisma } from "@/lib/db/prisma";
import { maxTokens, type PersonalToken } from "./schema";

/** A member's own tokens, newest first, those that have run out too. */
export async function listTokens(userId: number, db: Db = prisma): Promise<PersonalToken[]> {
  const rows = await db.personalAccessToken.findMany({
    where: { userId },
    orderBy: { id: "desc" },
    take: maxTokens,
    select: { id: true, name: true, scope: true, createdAt: true, expiresAt: true, lastUsedAt: true },
  });
  return rows as PersonalToken[];
}
