import { type Db, prisma } from "@/lib/db/prisma";

interface Key {
  readonly userId: number;
  readonly key: string;
}

export type Claim =
  /** The key is the caller's to use. */
  | { readonly state: "claimed" }
  /** It was used for this very body, and made this post. */
  | { readonly state: "done"; readonly id: number }
  /** It is being used for this very body right now. */
  | { readonly state: "running" }
  /** It was used for something else. */
  | { readonly state: "other" };

/** How long a key is remembered, and after how long one that made no post is free: its process died. */
const remembered = "24 hours";
const abandoned = "5 minutes";

/**
 * Takes a key for one upload. Of many at once exactly one has it: the primary key decides. Keys that are too old are
 * forgotten on the way.
 */
export async function claimKey({ userId, key, bodyHash }: Key & { bodyHash: string }, db: Db = prisma): Promise<Claim> {
  await db.$executeRaw`DELETE FROM idempotency_keys WHERE created_at <= NOW() - ${remembered}::interval`;
  const claimed = await db.$executeRaw`
    INSERT INTO idempotency_keys AS old (user_id, key, body_hash) VALUES (${userId}, ${key}, ${bodyHash})
    ON CONFLICT (user_id, key) DO UPDATE SET created_at = NOW(), body_hash = EXCLUDED.body_hash
    WHERE old.image_post_id IS NULL AND old.created_at <= NOW() - ${abandoned}::interval`;
  if (claimed === 1) return { state: "claimed" };
  const [found] = await db.$queryRaw<{ isSame: boolean; id: number | null }[]>`
    SELECT k.body_hash = ${bodyHash} AS "isSame", p.id FROM idempotency_keys k
    LEFT JOIN image_posts p ON p.id = k.image_post_id AND p.status = 'ready'
    WHERE k.user_id = ${userId} AND k.key = ${key}`;
  if (!found) return { state: "running" };
  if (!found.isSame) return { state: "other" };
  return found.id === null ? { state: "running" } : { state: "done", id: found.id };
}

/** Says which post a key makes, before that post is seen: if it never becomes ready, the key goes with it. */
export async function bindKey({ userId, key }: Key, postId: number, db: Db = prisma): Promise<void> {
  await db.idempotencyKey.update({ where: { userId_key: { userId, key } }, data: { imagePostId: postId } });
}

/** Frees a key whose upload failed, so that it may be tried again. */
export async function freeKey({ userId, key }: Key, db: Db = prisma): Promise<void> {
  await db.$executeRaw`
    DELETE FROM idempotency_keys k WHERE user_id = ${userId} AND key = ${key}
      AND NOT EXISTS (SELECT 1 FROM image_posts p WHERE p.id = k.image_post_id AND p.status = 'ready')`;
}
