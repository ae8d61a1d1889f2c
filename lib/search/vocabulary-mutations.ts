import { setTimeout as sleep } from "node:timers/promises";
import { type Db, Prisma, type PrismaClient, prisma } from "@/lib/db/prisma";

/** Posts, and changes of posts, that are read in one transaction, and how long it may take, in ms: some ten times what it needs. */
const batch = 500;
const batchTime = 60_000;

/** Between two looks at whether another server has read on, in ms. */
const pause = 50;

/** Words of letters alone: two syllables of Hangul or three letters of an alphabet. Japanese sets no blanks between its words. */
const isWord = Prisma.sql`lexeme ~ '^([a-zà-ɏͱ-ԯ]{3,40}|[가-힣]{2,12})$'`;

/**
 * The words of posts after one id, up to another. In one statement with what is dropped of their changes, and so of one moment: what
 * changed before it is in the posts as they are read, and what changes later is told afterwards.
 */
const readPosts = (after: number, upTo: number, db: Db) => db.$executeRaw`
  WITH told AS (DELETE FROM search_vocabulary_changes WHERE post_id > ${after}::int AND post_id <= ${upTo}::int)
  INSERT INTO search_vocabulary AS known (word, posts)
    SELECT lexeme, COUNT(*) FROM image_posts, unnest(to_tsvector('simple', search_text))
    WHERE is_active AND id > ${after}::int AND id <= ${upTo}::int AND ${isWord}
    GROUP BY lexeme ORDER BY lexeme
  ON CONFLICT (word) DO UPDATE SET posts = known.posts + EXCLUDED.posts`;

/** What changed of posts that were read, up to `after`. Words that no post is left with are forgotten. Answers how many changes it took. */
async function readChanges(after: number, db: Db): Promise<number> {
  const [done] = await db.$queryRaw<{ changes: number; unused: string[] }[]>`
    WITH taken AS (
      DELETE FROM search_vocabulary_changes WHERE id IN (
        SELECT id FROM search_vocabulary_changes WHERE post_id <= ${after}::int ORDER BY id LIMIT ${batch})
      RETURNING lost, gained
    ), counted AS (
      INSERT INTO search_vocabulary AS known (word, posts)
        SELECT lexeme, SUM(count) FROM (
          SELECT lexeme, -1 AS count FROM taken, unnest(to_tsvector('simple', lost))
          UNION ALL SELECT lexeme, 1 FROM taken, unnest(to_tsvector('simple', gained))
        ) AS change WHERE ${isWord}
        GROUP BY lexeme HAVING SUM(count) <> 0 ORDER BY lexeme
      ON CONFLICT (word) DO UPDATE SET posts = known.posts + EXCLUDED.posts
      RETURNING word, posts
    )
    SELECT (SELECT COUNT(*)::int FROM taken) AS changes, ARRAY(SELECT word FROM counted WHERE posts <= 0) AS unused`;
  if (!done) return 0;
  if (done.unused.length > 0) await db.searchVocabulary.deleteMany({ where: { word: { in: done.unused } } });
  return done.changes;
}

/** "busy": another server is reading. */
async function readBatch(db: Prisma.TransactionClient): Promise<"more" | "done" | "busy"> {
  const [free] = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM search_progress WHERE id = 1 FOR UPDATE SKIP LOCKED`;
  if (!free) return "busy";
  // What is still being written has a lower id than posts that are there already: it is waited for.
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
    FROM search_progress WHERE id = 1`;
  if (!progress) return "done";
  const { after, upTo } = progress;
  const changes = await readChanges(after, db);
  if (upTo) {
    await readPosts(after, upTo, db);
    await db.$executeRaw`UPDATE search_progress SET last_post_id = ${upTo} WHERE id = 1`;
  }
  return upTo || changes === batch ? "more" : "done";
}

/**
 * Adds the words of posts that came since, and takes away those of posts that were hidden, edited or deleted. Any number of servers may do it at once: one reads, and the others leave it to that one,
 * or wait for it with `untilDone`.
 */
export async function extendVocabulary(
  db: PrismaClient = prisma,
  { untilDone = false }: { untilDone?: boolean } = {},
): Promise<void> {
  for (;;) {
    const state = await db.$transaction(readBatch, { timeout: batchTime });
    if (state === "done" || (state === "busy" && !untilDone)) return;
    if (state === "busy") await sleep(pause);
  }
}

/**
 * Makes anew what searches read beside the posts: the counts of likes, and the vocabulary, of what is visible now. Of millions of
 * likes each statement takes longer than the site's may: `allowLongStatements` first.
 */
export async function rebuildProjections(db: PrismaClient = prisma): Promise<void> {
  const work = async (transaction: Db) => {
    // Whoever is reading words has this row, and then those of the vocabulary: so it comes first here too.
    await transaction.$executeRaw`INSERT INTO search_progress VALUES (1, 0) ON CONFLICT (id) DO NOTHING`;
    await transaction.$queryRaw`SELECT id FROM search_progress WHERE id = 1 FOR UPDATE`;
    // A like waits meanwhile, so that none is counted twice or missed.
    await transaction.$executeRaw`LOCK TABLE image_likes IN SHARE MODE`;
    await transaction.$executeRaw`DELETE FROM image_like_counts`;
    await transaction.$executeRaw`
      INSERT INTO image_like_counts SELECT image_post_id, COUNT(*) FROM image_likes GROUP BY image_post_id`;
    await transaction.$executeRaw`DELETE FROM search_vocabulary`;
    await transaction.$executeRaw`UPDATE search_progress SET last_post_id = 0 WHERE id = 1`;
  };
  await db.$transaction(work, { timeout: 3_600_000 });
  await extendVocabulary(db, { untilDone: true });
}
