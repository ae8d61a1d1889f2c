import { type PrismaClient, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { maxTokens, type PersonalToken } from "./schema";

/**
 * Notes a token by its hash. `days` until it runs out, by the database's clock; null for never.
 * @throws AppError TOO_MANY_TOKENS
 */
export async function insertToken(
  token: { userId: number; name: string; scope: PersonalToken["scope"]; tokenHash: string; days: number | null },
  db: PrismaClient = prisma,
): Promise<PersonalToken> {
  const { userId, name, scope, tokenHash, days } = token;
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`access tokens ${userId}`}, 0))`;
    if ((await tx.personalAccessToken.count({ where: { userId } })) >= maxTokens) throw new AppError("TOO_MANY_TOKENS");
    const [row] = await tx.$queryRaw<PersonalToken[]>`
      INSERT INTO personal_access_tokens (user_id, name, scope, token_hash, expires_at)
      VALUES (${userId}, ${name}, ${scope}, ${tokenHash}, NOW() + ${days}::int * INTERVAL '1 day')
      RETURNING id, name, scope, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt"`;
    return row as PersonalToken;
  });
}

/**
 * Ends a token of this member's.
 * @throws AppError NOT_FOUND, also for somebody else's
 */
export async function deleteToken(
  { id, userId }: { id: number; userId: number },
  db: PrismaClient = prisma,
): Promise<void> {
  const { count } = await db.personalAccessToken.deleteMany({ where: { id, userId } });
  if (count === 0) throw new AppError("NOT_FOUND");
}
