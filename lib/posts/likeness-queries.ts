import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { isSamePicture, type Look, mirrored } from "@/lib/images/look";
import { type Likeness, likeness, sameLookKeys } from "./likeness";
import { listPostsById } from "./queries";
import type { SimilarPost } from "./schema";

interface LikenessRow {
  id: number;
  lookHash: bigint;
  colours: Uint8Array;
  promptSketch: number[];
  width: number;
  height: number;
}

/** What `toLikeness` needs of `l`, a row of image_likeness, and `p`, its post. */
const likenessColumns = Prisma.sql`
  p.id, l.look_hash AS "lookHash", l.colours, l.prompt_sketch AS "promptSketch", p.width, p.height`;

const toLikeness = ({ lookHash, colours, promptSketch, width, height }: LikenessRow): Likeness => ({
  look: { hash: lookHash, colours, ratio: width / height },
  sketch: promptSketch,
});

/** Of each key so many posts are looked at, the newest: what a look-up costs does not follow the number of posts. */
const perKey = 60;
/** And of the newest posts of all, so that a small site finds what there is. */
const newest = 100;
/** Below this two posts are not alike, only the least different. */
const leastLikeness = 0.22;

/** The posts that may be like one: all that are looked at. */
export const candidatesOf = (id: number) => Prisma.sql`
  SELECT found.image_id FROM likeness_keys own CROSS JOIN LATERAL (
    SELECT k.image_id FROM likeness_keys k WHERE k.key = own.key ORDER BY k.image_id DESC LIMIT ${perKey}
  ) AS found WHERE own.image_id = ${id}
  UNION
  (SELECT i.id FROM image_posts i WHERE i.is_active ORDER BY i.id DESC LIMIT ${newest})`;

/** How many similar posts there are to a post at most. */
export const similarSize = 24;

/**
 * The visible posts that are most like a visible one, the most alike first. One index walk for each of its 26 keys at most.
 * @throws AppError NOT_FOUND for a post that nobody may see
 */
export async function listSimilar(
  { id, limit = similarSize }: { id: number; limit?: number },
  db: Db = prisma,
): Promise<SimilarPost[]> {
  const [own] = await db.$queryRaw<(LikenessRow & { isKnown: boolean })[]>`
    SELECT ${likenessColumns}, l.image_id IS NOT NULL AS "isKnown"
    FROM image_posts p LEFT JOIN image_likeness l ON l.image_id = p.id WHERE p.id = ${id} AND p.is_active`;
  if (!own) throw new AppError("NOT_FOUND");
  if (!own.isKnown) return [];
  const rows = await db.$queryRaw<LikenessRow[]>`
    SELECT ${likenessColumns}
    FROM (${candidatesOf(id)}) AS candidate
    JOIN image_likeness l USING (image_id)
    JOIN image_posts p ON p.id = l.image_id
    WHERE p.is_active AND p.id <> ${id}`;
  const self = toLikeness(own);
  const ranked = rows
    .map((row) => {
      const other = toLikeness(row);
      const isNearDuplicate = isSamePicture(self.look, other.look);
      return { id: row.id, isNearDuplicate, likeness: isNearDuplicate ? 1 : likeness(self, other) };
    })
    .filter((each) => each.likeness >= leastLikeness)
    .sort((a, b) => b.likeness - a.likeness || b.id - a.id)
    .slice(0, limit);
  const posts = await listPostsById(
    ranked.map((each) => each.id),
    db,
  );
  return ranked.flatMap(({ id, ...rest }) => {
    const post = posts.find((each) => each.id === id);
    return post ? [{ ...post, ...rest, likeness: Math.round(rest.likeness * 100) / 100 }] : [];
  });
}

/** Whoever shares a key with a picture and is hidden behind so many newer ones is not found. */
const perSameKey = 300;
/** What `isSamePicture` refuses anyway; says the same in SQL, so that few rows travel. */
const mostSigns = 18;

/**
 * The visible posts that show the same picture, the oldest first, without `exceptId`. What differs in at most seven signs is found
 * for certain, more by its colours.
 */
export async function listNearDuplicates(
  { look, exceptId }: { look: Look; exceptId: number },
  db: Db = prisma,
): Promise<{ id: number; isTournamentOptIn: boolean }[]> {
  const inMirror = mirrored(look);
  const keys = [...new Set([...sameLookKeys(look), ...sameLookKeys(inMirror)])];
  const rows = await db.$queryRaw<(LikenessRow & { isTournamentOptIn: boolean })[]>`
    SELECT ${likenessColumns}, p.is_tournament_opt_in AS "isTournamentOptIn"
    FROM (
      SELECT DISTINCT found.image_id FROM unnest(${keys}::int[]) AS own (key) CROSS JOIN LATERAL (
        SELECT k.image_id FROM likeness_keys k WHERE k.key = own.key ORDER BY k.image_id DESC LIMIT ${perSameKey}
      ) AS found
    ) AS candidate
    JOIN image_likeness l USING (image_id)
    JOIN image_posts p ON p.id = l.image_id
    WHERE p.is_active AND p.id <> ${exceptId} AND (
      bit_count((l.look_hash # ${look.hash}::bigint)::bit(64)) <= ${mostSigns}
      OR bit_count((l.look_hash # ${inMirror.hash}::bigint)::bit(64)) <= ${mostSigns})
    ORDER BY p.id`;
  return rows
    .filter((row) => isSamePicture(look, toLikeness(row).look))
    .map(({ id, isTournamentOptIn }) => ({ id, isTournamentOptIn }));
}

/** The oldest visible post that shows the same as a post. */
export async function findTwin(id: number, db: Db = prisma): Promise<number | null> {
  const [row] = await db.$queryRaw<LikenessRow[]>`
    SELECT ${likenessColumns} FROM image_posts p JOIN image_likeness l ON l.image_id = p.id WHERE p.id = ${id}`;
  const [twin] = row ? await listNearDuplicates({ look: toLikeness(row).look, exceptId: id }, db) : [];
  return twin?.id ?? null;
}

/** How a post of the member's that is visible and does not compete looks; null when there is none, or nobody has looked. */
export async function findLookToOptIn(
  { id, userId }: { id: number; userId: number },
  db: Db = prisma,
): Promise<Look | null> {
  const [row] = await db.$queryRaw<LikenessRow[]>`
    SELECT ${likenessColumns} FROM image_posts p JOIN image_likeness l ON l.image_id = p.id
    WHERE p.id = ${id} AND p.user_id = ${userId} AND p.is_active AND NOT p.is_tournament_opt_in`;
  return row ? toLikeness(row).look : null;
}

/** How a hidden post that is to compete once it is back looks; null when there is none, or nobody has looked. */
export async function findLookToRestore(id: number, db: Db = prisma): Promise<Look | null> {
  const [row] = await db.$queryRaw<LikenessRow[]>`
    SELECT ${likenessColumns} FROM image_posts p JOIN image_likeness l ON l.image_id = p.id
    WHERE p.id = ${id} AND NOT p.is_active AND p.is_tournament_opt_in`;
  return row ? toLikeness(row).look : null;
}

/** Visible stored posts that nobody has looked at yet, the oldest first, after `afterId`. What is hidden has no files in reach. */
export async function listWithoutLikeness(
  { afterId, limit }: { afterId: number; limit: number },
  db: Db = prisma,
): Promise<
  { id: number; storageKey: string; prompt: string; width: number; height: number; variantWidths: number[] }[]
> {
  return db.$queryRaw`
    SELECT p.id, p.storage_key AS "storageKey", p.prompt, p.width, p.height, p.variant_widths AS "variantWidths"
    FROM image_posts p
    WHERE p.id > ${afterId} AND p.is_active AND p.storage_key IS NOT NULL
      AND p.width > 0 AND cardinality(p.variant_widths) > 0
      AND NOT EXISTS (SELECT 1 FROM image_likeness l WHERE l.image_id = p.id)
    ORDER BY p.id LIMIT ${limit}`;
}

/** How many those are. */
export async function countWithoutLikeness(db: Db = prisma): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: number }]>`
    SELECT COUNT(*)::int AS count FROM image_posts p
    WHERE p.is_active AND p.storage_key IS NOT NULL
      AND p.width > 0 AND cardinality(p.variant_widths) > 0
      AND NOT EXISTS (SELECT 1 FROM image_likeness l WHERE l.image_id = p.id)`;
  return row.count;
}
