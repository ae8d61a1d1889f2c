import { type Db, prisma } from "@/lib/db/prisma";
import { listPostsById } from "@/lib/posts/queries";
import type { PostSummary } from "@/lib/posts/schema";
import { imageVariants } from "@/lib/posts/variants";
import { boardSize, type TopTen } from "./schema";

interface BoardRow {
  asOf: Date;
  /** Null in the one row that an empty board has. */
  id: number | null;
  likes: number;
  wins: number;
  userId: number;
  author: string | null;
  imageUrl: string;
  prompt: string;
  modelName: string | null;
  isTournamentOptIn: boolean;
  createdAt: Date;
  storageKey: string | null;
  width: number;
  height: number;
  variantWidths: number[];
  placeholder: string | null;
}

/**
 * The ten most popular visible posts of the last 24 hours: likes received plus matches won, by the time of the like or
 * the vote. Ties go to more wins, then to the newest post, so the order is total. Posts with neither fill the board.
 *
 * The window is (now − 24 h, now] on the database's clock: an event counts from the moment it happens and for exactly
 * 24 hours; one that is exactly 24 hours old counts no more. So no event lies in two adjoining windows.
 *
 * The cost follows the events in the window, not the size of the tables. For filling up, the ten newest posts suffice:
 * a board that lacks k places has 10 − k posts on it already, so at least k of the ten newest are not.
 */
export async function countTopTen(db: Db = prisma): Promise<TopTen> {
  const rows = await db.$queryRaw<BoardRow[]>`
    WITH liked AS (
      SELECT image_post_id AS id, COUNT(*)::int AS likes FROM image_likes
      WHERE created_at > NOW() AT TIME ZONE 'UTC' - INTERVAL '24 hours' AND created_at <= NOW() AT TIME ZONE 'UTC'
      GROUP BY image_post_id
    ), won AS (
      SELECT winner_image_id AS id, COUNT(*)::int AS wins FROM tournament_votes
      WHERE created_at > NOW() AT TIME ZONE 'UTC' - INTERVAL '24 hours' AND created_at <= NOW() AT TIME ZONE 'UTC'
      GROUP BY winner_image_id
    ), scored AS (
      SELECT id, COALESCE(likes, 0) AS likes, COALESCE(wins, 0) AS wins FROM liked FULL JOIN won USING (id)
    ), best AS (
      SELECT scored.id, likes, wins FROM scored JOIN image_posts ON image_posts.id = scored.id AND is_active
      ORDER BY likes + wins DESC, wins DESC, scored.id DESC
      LIMIT ${boardSize}
    ), newest AS (
      SELECT id, 0 AS likes, 0 AS wins FROM image_posts WHERE is_active ORDER BY id DESC LIMIT ${boardSize}
    ), board AS (
      SELECT * FROM best UNION ALL SELECT * FROM newest WHERE id NOT IN (SELECT id FROM best)
    )
    SELECT NOW() AT TIME ZONE 'UTC' AS "asOf", p.id, likes, wins, p.user_id AS "userId", users.handle AS author,
      p.image_url AS "imageUrl", p.prompt, p.model_name AS "modelName", p.is_tournament_opt_in AS "isTournamentOptIn",
      p.created_at AS "createdAt", p.storage_key AS "storageKey", p.width, p.height,
      p.variant_widths AS "variantWidths", p.placeholder
    FROM (SELECT) AS always LEFT JOIN (board JOIN image_posts p USING (id)) ON TRUE LEFT JOIN users ON users.id = p.user_id
    ORDER BY likes + wins DESC, wins DESC, p.id DESC
    LIMIT ${boardSize}`;

  return {
    asOf: rows[0]?.asOf ?? new Date(),
    entries: rows.flatMap(({ asOf, id, likes, wins, storageKey, variantWidths, ...row }, index) => {
      if (id === null) return [];
      const variants = imageVariants({ storageKey, variantWidths, width: row.width, height: row.height });
      const score = { likeCount: likes, tournamentWinCount: wins, totalScore: likes + wins };
      return [{ id, ...row, ...score, variants, rank: index + 1 }];
    }),
  };
}

/** The visible posts with the most wins of all time, at least one; ties by the newest. Counted from the votes at each call. */
export async function listWinners(limit: number, db: Db = prisma): Promise<PostSummary[]> {
  const winners = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM (SELECT winner_image_id AS id, COUNT(*) AS wins FROM tournament_votes GROUP BY winner_image_id) AS won
    JOIN image_posts USING (id) WHERE is_active
    ORDER BY wins DESC, id DESC LIMIT ${limit}`;
  const ids = winners.map(({ id }) => id);
  const posts = await listPostsById(ids, db);
  return posts.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
