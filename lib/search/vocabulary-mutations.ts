import { type Db, Prisma, type PrismaClient, prisma } from "@/lib/db/prisma";

/** Posts that are read in one statement. */
const batch = 2_000;

/** Words of letters alone: two syllables of Hangul or three letters of an alphabet. Japanese sets no blanks between its words. */
const wordsBetween = (after: number, upTo: number) => Prisma.sql`
  SELECT lexeme AS word, COUNT(*)::int AS posts
  FROM image_posts, unnest(to_tsvector('simple', search_text))
  WHERE is_active AND id > ${after}::int AND id <= ${upTo}::int
    AND lexeme ~ '^([a-zà-ɏͱ-ԯ]{3,40}|[가-힣]{2,12})$'
  GROUP BY lexeme`;

async function readBatch(db: Prisma.TransactionClient): Promise<boolean> {
  // One server at a time reads. What is still being written has a lower id than posts that are there already: it is waited for.
  const [progress] = await db.$queryRaw<{ after: number; upTo: number | null }[]>`
    SELECT last_post_id AS after, (
      SELECT MAX(id) FROM (
        SELECT id FROM image_posts WHERE id > last_post_id
          AND id < COALESCE((
            SELECT MIN(id) FROM image_posts
            WHERE status = 'pending' AND id > last_post_id AND created_at > NOW() - INTERVAL '1 hour'
          ), 2147483647)
        ORDER BY id LIMIT ${batch}
      ) AS next
    ) AS "upTo"
    FROM search_progress WHERE id = 1 FOR UPDATE SKIP LOCKED`;
  if (!progress?.upTo) return false;
  const { after, upTo } = progress;
  await db.$executeRaw`
    INSERT INTO search_vocabulary AS known (word, posts) ${wordsBetween(after, upTo)} ORDER BY word
    ON CONFLICT (word) DO UPDATE SET posts = known.posts + EXCLUDED.posts`;
  await db.$executeRaw`UPDATE search_progress SET last_post_id = ${upTo} WHERE id = 1`;
  return true;
}

/** Adds the words of posts that came since. Any number of servers may do it at once. */
export async function extendVocabulary(db: PrismaClient = prisma): Promise<void> {
  while (await db.$transaction(readBatch));
}

/** Makes anew what searches read beside the posts: the counts of likes, and the vocabulary, of what is visible now. */
export async function rebuildProjections(db: PrismaClient = prisma): Promise<void> {
  const work = async (transaction: Db) => {
    await transaction.$executeRaw`SET LOCAL statement_timeout = 0`;
    // A like waits meanwhile, so that none is counted twice or missed.
    await transaction.$executeRaw`LOCK TABLE image_likes IN SHARE MODE`;
    await transaction.$executeRaw`DELETE FROM image_like_counts`;
    await transaction.$executeRaw`
      INSERT INTO image_like_counts SELECT image_post_id, COUNT(*) FROM image_likes GROUP BY image_post_id`;
    await transaction.$executeRaw`DELETE FROM search_vocabulary`;
    await transaction.$executeRaw`
      INSERT INTO search_progress VALUES (1, 0) ON CONFLICT (id) DO UPDATE SET last_post_id = 0`;
  };
  await db.$transaction(work, { timeout: 3_600_000 });
  await extendVocabulary(db);
}
