import { type Db, type Prisma, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import type { Look } from "@/lib/images/look";
import { createSemaphore } from "@/lib/images/semaphore";
import { type Likeness, likenessKeys, promptKeys, sketchOf } from "./likeness";
import { findLookToRestore, listNearDuplicates } from "./likeness-queries";
import { listPostsById } from "./queries";
import { toPicture } from "./variants";

/** Remembers what a post is compared by. Writing it again changes nothing; of a post that is gone meanwhile nothing is kept. */
export async function saveLikeness(id: number, { look, sketch }: Likeness, db: Db = prisma): Promise<void> {
  const keys = likenessKeys({ look, sketch });
  await db.$executeRaw`
    WITH post AS (SELECT id FROM image_posts WHERE id = ${id} FOR KEY SHARE), written AS (
      INSERT INTO image_likeness (image_id, look_hash, colours, prompt_sketch)
      SELECT id, ${look.hash}::bigint, ${Buffer.from(look.colours)}::bytea, ${[...sketch]}::int[] FROM post
      ON CONFLICT (image_id) DO UPDATE SET look_hash = EXCLUDED.look_hash, colours = EXCLUDED.colours,
        prompt_sketch = EXCLUDED.prompt_sketch
      RETURNING image_id
    ), gone AS (DELETE FROM likeness_keys WHERE image_id = ${id} AND key <> ALL(${keys}::int[]))
    INSERT INTO likeness_keys (key, image_id) SELECT DISTINCT unnest(${keys}::int[]), image_id FROM written
    ON CONFLICT DO NOTHING`;
}

/** The same after a change of the prompt alone. Of a post that nobody has looked at there is nothing to change. */
export async function saveSketch(id: number, prompt: string, db: Db = prisma): Promise<void> {
  const sketch = sketchOf(prompt);
  const { keys, from } = promptKeys(sketch);
  await db.$executeRaw`
    WITH written AS (
      UPDATE image_likeness SET prompt_sketch = ${sketch}::int[] WHERE image_id = ${id} RETURNING image_id
    ), gone AS (DELETE FROM likeness_keys WHERE image_id = ${id} AND key >= ${from} AND key <> ALL(${keys}::int[]))
    INSERT INTO likeness_keys (key, image_id) SELECT DISTINCT unnest(${keys}::int[]), image_id FROM written
    ON CONFLICT DO NOTHING`;
}

// Who waits for the lock below holds a connection meanwhile: a burst of them must not hold all of the pool's.
const globals = globalThis as { podiumAdmissions?: ReturnType<typeof createSemaphore> };
globals.podiumAdmissions ??= createSemaphore(2);
/** Runs transactions that let posts into the tournament, two at a time. */
export const admissions = globals.podiumAdmissions;

/** How long such a transaction waits for others of the same moment, and then works, in ms. */
export const admissionPatience = { maxWait: 10_000, timeout: 20_000 };

/** From here to the end of the transaction nobody else lets anything into the tournament. */
const lockAdmissions = (tx: Prisma.TransactionClient) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('podium near duplicates'))`;

/**
 * The visible post that competes and shows the same as a hidden one, which competed too; null when nothing is in the way of that one's
 * return. Holds the lock of `admitToTournament`.
 */
export async function findRival(id: number, tx: Prisma.TransactionClient): Promise<number | null> {
  const look = await findLookToRestore(id, tx);
  if (!look) return null;
  await lockAdmissions(tx);
  const others = await listNearDuplicates({ look, exceptId: id }, tx);
  return others.find((each) => each.isTournamentOptIn)?.id ?? null;
}

/**
 * Lets a picture into the tournament if it is the first of its kind: no visible post that competes, and none that was there
 * before, shows the same. Holds a lock until its transaction ends, so that of two at once one sees the other.
 * @throws AppError NEAR_DUPLICATE with the post that it is too much like
 */
export async function admitToTournament(
  { id, look }: { id: number; look: Look },
  tx: Prisma.TransactionClient,
): Promise<void> {
  await lockAdmissions(tx);
  const others = await listNearDuplicates({ look, exceptId: id }, tx);
  const other = others.find((each) => each.isTournamentOptIn || each.id < id);
  if (!other) return;
  const [post] = await listPostsById([other.id], tx);
  throw new AppError("NEAR_DUPLICATE", { data: { nearDuplicate: post ? toPicture(post) : null } });
}
