import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import type { LeaderboardCursor } from "./leaderboard-queries";
import type { Honours } from "./schema";
import { winnersAdvantage } from "./winner-side";

const advantage = Prisma.raw(winnersAdvantage);

/** How an image did against those it met, and how one of average strength would have done against the same. */
export interface MatchRecord {
  readonly matches: number;
  readonly won: number;
  /** The expected number of matches won by an image rated 1000, the side on which it was shown included. */
  readonly expected: number;
}

/** The rated matches of a visible image, weighed by the opponents' present ratings; null without one. */
export async function findRecord(imageId: number, db: Db = prisma): Promise<MatchRecord | null> {
  const [row] = await db.$queryRaw<MatchRecord[]>`
    WITH met AS (
      SELECT TRUE AS won, loser_image_id AS opponent, ${advantage} AS side
      FROM rated_votes WHERE winner_image_id = ${imageId}
      UNION ALL
      SELECT FALSE, winner_image_id, -(${advantage})
      FROM rated_votes WHERE loser_image_id = ${imageId}
    ), fitted AS (
      SELECT COALESCE((SELECT gamma FROM rating_snapshots ORDER BY hour DESC LIMIT 1), 0) AS gamma
    )
    SELECT COUNT(*)::int AS matches, COUNT(*) FILTER (WHERE won)::int AS won,
      COALESCE(SUM(1 / (1 + EXP(COALESCE(r.strength, 0) - side * gamma))), 0) AS expected
    FROM met CROSS JOIN fitted LEFT JOIN image_ratings r ON r.image_id = opponent
    WHERE EXISTS (SELECT FROM image_posts WHERE id = ${imageId} AND is_active)`;
  return row && row.matches > 0 ? row : null;
}

export interface PastMatch {
  readonly voteId: number;
  readonly at: Date;
  readonly won: boolean;
  readonly opponentId: number;
  readonly opponentPrompt: string;
  /** The opponent's present rating; null without one. */
  readonly opponentRating: number | null;
}

/** The last rated matches of a visible image against visible ones, newest first. Never who voted. */
export async function listLastMatches(imageId: number, limit = 8, db: Db = prisma): Promise<PastMatch[]> {
  return db.$queryRaw<PastMatch[]>`
    SELECT v.id AS "voteId", v.created_at AS at, v.won, o.id AS "opponentId", o.prompt AS "opponentPrompt",
      r.rating AS "opponentRating"
    FROM (
      SELECT id, created_at, TRUE AS won, loser_image_id AS opponent FROM rated_votes WHERE winner_image_id = ${imageId}
      UNION ALL
      SELECT id, created_at, FALSE, winner_image_id FROM rated_votes WHERE loser_image_id = ${imageId}
    ) v
    JOIN image_posts o ON o.id = v.opponent AND o.is_active
    LEFT JOIN image_ratings r ON r.image_id = o.id
    WHERE EXISTS (SELECT FROM image_posts WHERE id = ${imageId} AND is_active)
    ORDER BY v.id DESC
    LIMIT ${limit}`;
}

/** Images on a page of the leaderboard. */
export const leaderboardPageSize = 30;

/** Where page `page` (from 1) begins: after the last image of the page before. Null when that page is not full. */
export async function findPageCursor(
  { page, modelName }: { page: number; modelName?: string | undefined },
  db: Db = prisma,
): Promise<LeaderboardCursor | null> {
  const [row] = await db.$queryRaw<LeaderboardCursor[]>`
    SELECT r.rating, r.image_id AS id
    FROM image_ratings r JOIN image_posts p ON p.id = r.image_id AND p.is_active AND p.is_tournament_opt_in
    WHERE ${modelName ?? null}::varchar IS NULL OR p.model_name = ${modelName ?? null}::varchar
    ORDER BY r.rating DESC, r.image_id DESC
    OFFSET ${(page - 1) * leaderboardPageSize - 1} LIMIT 1`;
  return row ?? null;
}

/** Places of one member's visible images on the boards of finished days. */
export async function findPlaces(
  userId: number,
  db: Db = prisma,
): Promise<{ firsts: number; podiums: number; days: number }> {
  const [row] = await db.$queryRaw<{ firsts: number; podiums: number; days: number }[]>`
    SELECT COUNT(*) FILTER (WHERE e.rank = 1)::int AS firsts, COUNT(*) FILTER (WHERE e.rank <= 3)::int AS podiums,
      COUNT(*)::int AS days
    FROM board_day_entries e JOIN image_posts p ON p.id = e.image_post_id AND p.is_active
    WHERE p.user_id = ${userId}`;
  return row ?? { firsts: 0, podiums: 0, days: 0 };
}

type HonoursRow = Pick<Honours, "imageCount" | "likesReceived"> & {
  imageId: number | null;
  rankLow: number;
  rankHigh: number;
  dayRank: number | null;
  day: string;
};

/** A member's images, the likes they have received and their best places. Hidden images count nowhere. */
export async function findHonours(userId: number, db: Db = prisma): Promise<Honours> {
  const [row] = await db.$queryRaw<[HonoursRow]>`
    WITH own AS (SELECT id, is_tournament_opt_in FROM image_posts WHERE user_id = ${userId} AND is_active)
    SELECT (SELECT COUNT(*)::int FROM own) AS "imageCount",
      (SELECT COUNT(*)::int FROM image_likes l JOIN own ON own.id = l.image_post_id) AS "likesReceived",
      rated.image_id AS "imageId", rated.rank_low AS "rankLow", rated.rank_high AS "rankHigh",
      daily.rank AS "dayRank", daily.day::text AS day
    FROM (SELECT 1) one
    LEFT JOIN (
      SELECT r.image_id, r.rank_low, r.rank_high FROM image_ratings r JOIN own ON own.id = r.image_id
      WHERE own.is_tournament_opt_in AND r.rank IS NOT NULL ORDER BY r.rank LIMIT 1
    ) rated ON TRUE
    LEFT JOIN (
      SELECT e.rank, e.day FROM board_day_entries e JOIN own ON own.id = e.image_post_id
      ORDER BY e.rank, e.day DESC LIMIT 1
    ) daily ON TRUE`;
  const { imageCount, likesReceived, imageId, rankLow, rankHigh, dayRank, day } = row;
  return {
    imageCount,
    likesReceived,
    bestRated: imageId === null ? null : { imageId, rankLow, rankHigh },
    bestDay: dayRank === null ? null : { rank: dayRank, day },
  };
}
