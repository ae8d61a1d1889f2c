import { setImmediate as pause } from "node:timers/promises";
import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { statement } from "@/lib/db/statement";
import { AppError } from "@/lib/errors/app-error";
import type { Picture } from "@/lib/posts/schema";
import { drawnFrom } from "@/lib/posts/variants";
import type { Pair } from "./judged";
import { buildPool, type Drawable, type Pool } from "./pool";
import { promised } from "./promised";
import type { Exposure } from "./schema";

interface DrawableColumns {
  ids: number[] | null;
  owners: number[];
  strengths: (number | null)[];
  errors: (number | null)[];
  lacks: number[];
}

/** So many images are read at a time. */
const slice = 10_000;

/**
 * Every image that may be drawn now, with its strength as it was published last. Read and put together slice by slice, with a pause
 * after each, so that nothing else in this process waits for a large gallery. Arrays, not rows: a slice arrives in one piece.
 */
export async function listDrawable(db: Db = prisma): Promise<Pool> {
  const images: Drawable[] = [];
  for (let after = 0; ; ) {
    const row = await readDrawable(after, db);
    const ids = row.ids ?? [];
    for (const [n, id] of ids.entries())
      images.push({
        id,
        ownerId: row.owners[n] as number,
        strength: row.strengths[n] ?? undefined,
        sd: row.errors[n] ?? undefined,
        lacks: row.lacks[n],
      });
    if (ids.length < slice) break;
    after = ids.at(-1) as number;
  }
  const steps = buildPool(images);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await pause();
  }
}

async function readDrawable(after: number, db: Db): Promise<DrawableColumns> {
  const [row] = await db.$queryRaw<[DrawableColumns]>`
    SELECT array_agg(p.id ORDER BY p.id) AS ids, array_agg(p.user_id ORDER BY p.id) AS owners,
      array_agg(r.strength ORDER BY p.id) AS strengths, array_agg(r.se ORDER BY p.id) AS errors,
      array_agg(
        -- Counted for new images alone: the others' time is over.
        CASE WHEN p.created_at > NOW() AT TIME ZONE 'UTC' - make_interval(hours => ${promised.hours}::int)
          THEN ${promised.matches}::int
            - (SELECT COUNT(*) FROM tournament_votes WHERE winner_image_id = p.id)::int
            - (SELECT COUNT(*) FROM tournament_votes WHERE loser_image_id = p.id)::int
          ELSE 0 END
        ORDER BY p.id) AS lacks
    FROM (
      SELECT id, user_id, created_at FROM image_posts
      WHERE is_active AND is_tournament_opt_in AND id > ${after}::int ORDER BY id LIMIT ${slice}::int
    ) p LEFT JOIN image_ratings r ON r.image_id = p.id`;
  return row;
}

/**
 * The matches that the member's own visible image had in its first hours, beside what it was promised.
 * @throws AppError FORBIDDEN for another's image, NOT_FOUND for an unknown, hidden or deleted one
 */
export async function countExposure(
  { imageId, ownerId }: { imageId: number; ownerId: number },
  db: Db = prisma,
): Promise<Exposure> {
  const [row] = await db.$queryRaw<{ isOwn: boolean; matches: number; endsAt: Date; isOpen: boolean }[]>`
    SELECT p.user_id = ${ownerId} AS "isOwn", first.ends_at AS "endsAt",
      first.ends_at > NOW() AT TIME ZONE 'UTC' AS "isOpen",
      (
        (SELECT COUNT(*) FROM tournament_votes v WHERE v.winner_image_id = p.id AND v.created_at < first.ends_at)
        + (SELECT COUNT(*) FROM tournament_votes v WHERE v.loser_image_id = p.id AND v.created_at < first.ends_at)
      )::int AS matches
    FROM image_posts p, LATERAL (SELECT p.created_at + make_interval(hours => ${promised.hours}::int) AS ends_at) AS first
    WHERE p.id = ${imageId} AND p.is_active`;
  if (!row) throw new AppError("NOT_FOUND");
  const { isOwn, ...exposure } = row;
  if (!isOwn) throw new AppError("FORBIDDEN");
  return { imageId, ...exposure, promised: promised.matches };
}

/** How long a pair that was called a tie or both bad is kept away from that voter. A skipped one may come again at once. */
const settledFor = Prisma.raw("INTERVAL '30 days'");

/** Every pair that is not to be drawn for a voter: those voted on, and those called a tie or both bad of late. */
export async function listJudgedPairs(voterId: number, db: Db = prisma): Promise<Pair[]> {
  const [row] = await db.$queryRaw<[{ winners: number[] | null; losers: number[] | null }]>`
    SELECT array_agg(winner) AS winners, array_agg(loser) AS losers
    FROM (
      SELECT winner_image_id AS winner, loser_image_id AS loser FROM tournament_votes WHERE voter_id = ${voterId}
      UNION ALL
      SELECT left_image_id, right_image_id FROM match_outcomes
      WHERE voter_id = ${voterId} AND outcome <> 'skip' AND created_at > NOW() AT TIME ZONE 'UTC' - ${settledFor}
    ) AS judged`;
  const losers = row.losers ?? [];
  return (row.winners ?? []).map((winner, index) => [winner, losers[index] as number]);
}

export interface PictureRow extends Omit<Picture, "variants" | "altText"> {
  storageKey: string | null;
  variantWidths: number[];
  altText: string | null;
  prompt: string;
}

/** What a picture of `p` is made of. */
export const pictureColumns = `p.id, p.image_url AS "imageUrl", p.storage_key AS "storageKey", p.width, p.height,
  p.variant_widths AS "variantWidths", p.placeholder, p.alt_text AS "altText", p.prompt`;

/** May the voter be shown `p` as one of the pair left and right? For SQL: the names of three integers. */
export const isDrawable = ({ voter, left, right }: { voter: string; left: string; right: string }) => `
  p.is_active AND p.is_tournament_opt_in AND p.user_id <> ${voter}
  AND NOT EXISTS (
    SELECT 1 FROM tournament_votes
    WHERE voter_id = ${voter}
      AND LEAST(winner_image_id, loser_image_id) = LEAST(${left}, ${right})
      AND GREATEST(winner_image_id, loser_image_id) = GREATEST(${left}, ${right})
  )
  AND NOT EXISTS (
    SELECT 1 FROM match_outcomes
    WHERE voter_id = ${voter} AND outcome <> 'skip'
      AND LEAST(left_image_id, right_image_id) = LEAST(${left}, ${right})
      AND GREATEST(left_image_id, right_image_id) = GREATEST(${left}, ${right})
      AND created_at > NOW() AT TIME ZONE 'UTC' - ${settledFor.sql}
  )`;

/** The pictures of a pair, left and right, from the rows of those that may be shown; null unless both are there. */
export function toPictures([left, right]: Pair, rows: readonly PictureRow[]): [Picture, Picture] | null {
  const [a, b] = [left, right].map((id) => {
    const row = rows.find((each) => each.id === id);
    if (!row) return undefined;
    const { imageUrl, width, height, placeholder } = row;
    return { id, imageUrl, ...drawnFrom(row), width, height, placeholder };
  });
  return a && b ? [a, b] : null;
}

const drawablePair = statement<PictureRow>(
  "drawable-pair",
  `SELECT ${pictureColumns} FROM image_posts p
   WHERE p.id IN ($1::int, $2::int) AND ${isDrawable({ voter: "$3::int", left: "$1::int", right: "$2::int" })}`,
);

/**
 * The pictures of a pair, left and right, if the voter may judge it at this moment: both visible and opted in, neither
 * the voter's own, the pair not judged before. Else null. `voterId` is null for somebody signed out.
 */
export async function findDrawablePair(
  pair: Pair,
  voterId: number | null,
  db: Db = prisma,
): Promise<[Picture, Picture] | null> {
  return toPictures(pair, await drawablePair([pair[0], pair[1], voterId ?? 0], db));
}
