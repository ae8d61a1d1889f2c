import { type Db, prisma } from "@/lib/db/prisma";
import { statement } from "@/lib/db/statement";
import type { Picture } from "@/lib/posts/schema";
import { imageVariants } from "@/lib/posts/variants";
import { createPool, type Pair, type Pool } from "./pair-selection";

/** Every image that may be drawn now, by id. Two arrays, not rows: a large gallery arrives in one piece. */
export async function listDrawable(db: Db = prisma): Promise<Pool> {
  const [row] = await db.$queryRaw<[{ ids: number[] | null; owners: number[] | null }]>`
    SELECT array_agg(id ORDER BY id) AS ids, array_agg(user_id ORDER BY id) AS owners
    FROM image_posts WHERE is_active AND is_tournament_opt_in`;
  const owners = row.owners ?? [];
  return createPool((row.ids ?? []).map((id, index) => ({ id, ownerId: owners[index] as number })));
}

/** Every pair that a voter has judged. */
export async function listJudgedPairs(voterId: number, db: Db = prisma): Promise<Pair[]> {
  const [row] = await db.$queryRaw<[{ winners: number[] | null; losers: number[] | null }]>`
    SELECT array_agg(winner_image_id ORDER BY id) AS winners, array_agg(loser_image_id ORDER BY id) AS losers
    FROM tournament_votes WHERE voter_id = ${voterId}`;
  const losers = row.losers ?? [];
  return (row.winners ?? []).map((winner, index) => [winner, losers[index] as number]);
}

interface PictureRow extends Omit<Picture, "variants"> {
  storageKey: string | null;
  variantWidths: number[];
}

const drawablePair = statement<PictureRow>(
  "drawable-pair",
  `SELECT id, image_url AS "imageUrl", storage_key AS "storageKey", width, height, variant_widths AS "variantWidths", placeholder
   FROM image_posts
   WHERE id IN ($1::int, $2::int) AND is_active AND is_tournament_opt_in AND user_id <> $3::int
     AND NOT EXISTS (
       SELECT 1 FROM tournament_votes
       WHERE voter_id = $3::int
         AND LEAST(winner_image_id, loser_image_id) = LEAST($1::int, $2::int)
         AND GREATEST(winner_image_id, loser_image_id) = GREATEST($1::int, $2::int)
     )`,
);

/**
 * The pictures of a pair, left and right, if the voter may judge it at this moment: both visible and opted in, neither
 * the voter's own, the pair not judged before. Else null. `voterId` is null for somebody signed out.
 */
export async function findDrawablePair(
  [left, right]: Pair,
  voterId: number | null,
  db: Db = prisma,
): Promise<[Picture, Picture] | null> {
  const rows = await drawablePair([left, right, voterId ?? 0], db);
  const pictures = rows.map(({ storageKey, variantWidths, ...row }) => ({
    ...row,
    variants: imageVariants({ ...row, storageKey, variantWidths }),
  }));
  const [a, b] = [left, right].map((id) => pictures.find((picture) => picture.id === id));
  return a && b ? [a, b] : null;
}
