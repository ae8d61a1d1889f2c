import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { drawnFrom, type PictureColumns } from "@/lib/posts/variants";
import type { RatedImage, Rating } from "./schema";

/** Where a page ends: the next begins after it. */
export interface LeaderboardCursor {
  readonly rating: number;
  readonly id: number;
}

type Row = Omit<RatedImage, "variants" | "altText"> & PictureColumns;

const ratingColumns = Prisma.sql`
  r.rating, r.rating_low AS "ratingLow", r.rating_high AS "ratingHigh", r.rank, r.rank_low AS "rankLow",
  r.rank_high AS "rankHigh", r.matches, r.wins`;

/**
 * Images by rating, the best first, a page at a time: visible and opted in, with a rated match; hidden ones never leave this file.
 * Keyset by rating and id. `modelName` leaves the ranks those of the whole board.
 */
export async function listLeaderboard(
  {
    after,
    limit = 50,
    modelName,
    userId,
  }: {
    after?: LeaderboardCursor | undefined;
    limit?: number;
    modelName?: string | undefined;
    userId?: number | undefined;
  } = {},
  db: Db = prisma,
): Promise<{ items: RatedImage[]; next: LeaderboardCursor | null }> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${ratingColumns}, p.id, p.image_url AS "imageUrl", p.width, p.height, p.placeholder,
      p.storage_key AS "storageKey", p.variant_widths AS "variantWidths", p.prompt, p.alt_text AS "altText", p.model_name AS "modelName",
      p.user_id AS "userId", u.handle AS author
    FROM image_ratings r
    JOIN image_posts p ON p.id = r.image_id AND p.is_active AND p.is_tournament_opt_in
    LEFT JOIN users u ON u.id = p.user_id
    WHERE (r.rating, r.image_id) < (${String(after?.rating ?? "Infinity")}::text::float8, ${after?.id ?? 0}::int)
      AND (${modelName ?? null}::varchar IS NULL OR p.model_name = ${modelName ?? null}::varchar)
      AND (${userId ?? null}::int IS NULL OR p.user_id = ${userId ?? null}::int)
    ORDER BY r.rating DESC, r.image_id DESC
    LIMIT ${limit + 1}`;
  const items = rows.slice(0, limit).map(({ storageKey, variantWidths, altText, ...row }) => ({
    ...row,
    ...drawnFrom({ ...row, storageKey, variantWidths, altText }),
  }));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? { rating: last.rating, id: last.id } : null };
}

/** The rating of a visible image; null before its first rated match, and for what is hidden. */
export async function findRating(imageId: number, db: Db = prisma): Promise<Rating | null> {
  const rows = await db.$queryRaw<Rating[]>`
    SELECT ${ratingColumns} FROM image_ratings r JOIN image_posts p ON p.id = r.image_id AND p.is_active
    WHERE r.image_id = ${imageId}`;
  return rows[0] ?? null;
}

export interface RatingPoint extends Pick<Rating, "rating" | "ratingLow" | "ratingHigh" | "rank" | "matches"> {
  /** The hour that the point closes. */
  readonly hour: Date;
}

/** How the rating of a visible image went, oldest first: a point an hour lately, a day further back. */
export async function listRatingHistory(imageId: number, db: Db = prisma): Promise<RatingPoint[]> {
  return db.$queryRaw<RatingPoint[]>`
    SELECT h.hour, h.rating, h.rating_low AS "ratingLow", h.rating_high AS "ratingHigh", h.rank, h.matches
    FROM rating_history h JOIN image_posts p ON p.id = h.image_id AND p.is_active
    WHERE h.image_id = ${imageId} ORDER BY h.hour`;
}

export interface RatingSnapshot {
  readonly createdAt: Date;
  readonly lastVoteId: number;
  readonly voteCount: number;
  /** How many images are on the board. */
  readonly imageCount: number;
  /** The advantage of the left side in log-odds, with its standard error. */
  readonly gamma: number;
  readonly gammaSe: number;
}

/** The fit that is published now; null before the first. */
export async function findSnapshot(db: Db = prisma): Promise<RatingSnapshot | null> {
  const rows = await db.$queryRaw<RatingSnapshot[]>`
    SELECT created_at AS "createdAt", last_vote_id AS "lastVoteId", vote_count AS "voteCount",
      image_count AS "imageCount", gamma, gamma_se AS "gammaSe"
    FROM rating_snapshots ORDER BY hour DESC LIMIT 1`;
  return rows[0] ?? null;
}
