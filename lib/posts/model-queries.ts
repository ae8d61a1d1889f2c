import { type Db, prisma } from "@/lib/db/prisma";

/** The models of a member's visible posts, the most used first. */
export async function listModelsOf(userId: number, db: Db = prisma): Promise<{ name: string; count: number }[]> {
  return db.$queryRaw`
    SELECT model_name AS name, COUNT(*)::int AS count FROM image_posts
    WHERE is_active AND user_id = ${userId} AND model_name IS NOT NULL
    GROUP BY model_name ORDER BY COUNT(*) DESC, model_name LIMIT 12`;
}

/** The model names of visible posts, the most used first, to suggest while one types. */
export async function listModelNames({ limit = 50 }: { limit?: number } = {}, db: Db = prisma): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT model_name AS name FROM image_posts
    WHERE is_active AND model_name IS NOT NULL
    GROUP BY model_name ORDER BY COUNT(*) DESC, model_name LIMIT ${limit}`;
  return rows.map(({ name }) => name);
}
