import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { drawnFrom } from "@/lib/posts/variants";
import { type Board, boardSize } from "./schema";
import { allTimeStepHours, type BoardWindow, windowHours } from "./windows";

/** Which events count, as conditions on `created_at`. */
export interface Span {
  /** Everything that must be read. */
  read: Prisma.Sql;
  /** Of that, the period itself … */
  period: Prisma.Sql;
  /** … and the one before it, with which places are compared. */
  before: Prisma.Sql;
}

const now = Prisma.sql`NOW() AT TIME ZONE 'UTC'`;
const hoursAgo = (hours: number) => Prisma.sql`(${now} - ${hours}::int * INTERVAL '1 hour')`;

/**
 * A window is (now − w, now] on the database's clock, and the one before it (now − 2w, now − w]: no event lies in both.
 * Everything until now is compared with everything until a week ago.
 */
function spanOf(window: BoardWindow): Span {
  const hours = windowHours[window];
  if (hours === null) {
    const before = Prisma.sql`created_at <= ${hoursAgo(allTimeStepHours)}`;
    return { read: Prisma.sql`created_at <= ${now}`, period: Prisma.sql`TRUE`, before };
  }
  return {
    read: Prisma.sql`created_at > ${hoursAgo(2 * hours)} AND created_at <= ${now}`,
    period: Prisma.sql`created_at > ${hoursAgo(hours)}`,
    before: Prisma.sql`created_at <= ${hoursAgo(hours)}`,
  };
}

/**
 * The common table expressions `scored` (visible posts with a point in either period), `earlier` (places in the period
 * before) and `best` (the board, in no order). Each table of events is read once.
 */
export function boardOf({ read, period, before }: Span): Prisma.Sql {
  return Prisma.sql`
    liked AS (
      SELECT image_post_id AS id, COUNT(*) FILTER (WHERE ${period})::int AS likes, COUNT(*) FILTER (WHERE ${before})::int AS likes0
      FROM image_likes WHERE ${read} GROUP BY image_post_id
    ), won AS (
      SELECT winner_image_id AS id, COUNT(*) FILTER (WHERE ${period})::int AS wins, COUNT(*) FILTER (WHERE ${before})::int AS wins0
      FROM tournament_votes WHERE ${read} GROUP BY winner_image_id
    ), scored AS (
      SELECT id, COALESCE(likes, 0) AS likes, COALESCE(wins, 0) AS wins, COALESCE(likes0, 0) AS likes0, COALESCE(wins0, 0) AS wins0
      FROM liked FULL JOIN won USING (id) JOIN image_posts p USING (id) WHERE p.is_active
    ), earlier AS (
      SELECT id, ROW_NUMBER() OVER (ORDER BY likes0 + wins0 DESC, wins0 DESC, id DESC)::int AS previous_rank
      FROM scored WHERE likes0 + wins0 > 0
    ), best AS (
      SELECT id, likes, wins, previous_rank FROM scored LEFT JOIN earlier USING (id) WHERE likes + wins > 0
      ORDER BY likes + wins DESC, wins DESC, id DESC
      LIMIT ${boardSize}
    )`;
}

/** What a board shows of a post `p` and its author `u`. */
export const shownColumns = Prisma.sql`
  p.user_id AS "userId", u.handle AS author, p.image_url AS "imageUrl", p.prompt, p.alt_text AS "altText", p.model_name AS "modelName",
  p.is_tournament_opt_in AS "isTournamentOptIn", p.created_at AS "createdAt", p.storage_key AS "storageKey", p.width,
  p.height, p.variant_widths AS "variantWidths", p.placeholder`;

export interface ShownRow {
  id: number;
  likes: number;
  wins: number;
  previousRank: number | null;
  userId: number;
  author: string | null;
  imageUrl: string;
  prompt: string;
  altText: string | null;
  modelName: string | null;
  isTournamentOptIn: boolean;
  createdAt: Date;
  storageKey: string | null;
  width: number;
  height: number;
  variantWidths: number[];
  placeholder: string | null;
}

export function toEntry({ likes, wins, storageKey, variantWidths, altText, ...row }: ShownRow & { rank: number }) {
  const drawn = drawnFrom({ ...row, storageKey, variantWidths, altText });
  return { ...row, ...drawn, likeCount: likes, tournamentWinCount: wins, totalScore: likes + wins };
}

/**
 * The most popular visible posts of a window: one point for each like received and each match won, by the time of the like or
 * the vote; ties to more wins, then to the newer post, so the order is total; posts without a point fill the board, newest
 * first. Each has the place that it would have had in the period before, counting what is visible now.
 *
 * A window is (now − its length, now] on the database's clock: an event counts from the moment it happens and for exactly that
 * long, so no event lies in two adjoining windows. For filling up, the ten newest posts suffice: a board that lacks k places has
 * 10 − k posts on it already, so at least k of the ten newest are not.
 *
 * The cost follows the events in the two periods; for the board of everything that is all of them.
 */
export async function countBoard(window: BoardWindow, db: Db = prisma): Promise<Board> {
  const rows = await db.$queryRaw<(Omit<ShownRow, "id"> & { id: number | null; asOf: Date; hasEarlier: boolean })[]>`
    WITH ${boardOf(spanOf(window))}, newest AS (
      SELECT id FROM image_posts WHERE is_active ORDER BY id DESC LIMIT ${boardSize}
    ), board AS (
      SELECT * FROM best
      UNION ALL
      SELECT id, 0, 0, previous_rank FROM newest LEFT JOIN earlier USING (id) WHERE id NOT IN (SELECT id FROM best)
    )
    SELECT ${now} AS "asOf", EXISTS (SELECT FROM earlier) AS "hasEarlier", p.id, likes, wins,
      previous_rank AS "previousRank", ${shownColumns}
    FROM (SELECT) AS always
    LEFT JOIN (board JOIN image_posts p USING (id)) ON TRUE
    LEFT JOIN users u ON u.id = p.user_id
    ORDER BY likes + wins DESC, wins DESC, p.id DESC
    LIMIT ${boardSize}`;
  return {
    asOf: rows[0]?.asOf ?? new Date(),
    hasEarlier: rows[0]?.hasEarlier ?? false,
    entries: rows.flatMap(({ asOf: _, hasEarlier: __, id, ...row }, index) =>
      id === null ? [] : [toEntry({ ...row, id, rank: index + 1 })],
    ),
  };
}
