import { type Db, prisma } from "@/lib/db/prisma";
import { type ShownRow, shownColumns, toEntry } from "./board-queries";
import { type Day, dayOf } from "./day";
import type { DayBoard, HallOfFame, Laureate } from "./schema";

/** The board of a finished day as it was written, without what is no longer visible; null for a day that has none. */
export async function findDayBoard(day: Day, db: Db = prisma): Promise<DayBoard | null> {
  const [about] = await db.$queryRaw<
    (Pick<DayBoard, "likeCount" | "voteCount" | "hasEarlier" | "postIds"> & {
      next: Date | null;
      previous: Date | null;
    })[]
  >`
    SELECT like_count AS "likeCount", vote_count AS "voteCount",
      EXISTS (SELECT FROM board_day_entries WHERE day = ${day}::text::date - 1) AS "hasEarlier",
      ARRAY(SELECT image_post_id FROM board_day_entries e WHERE e.day = d.day ORDER BY e.rank) AS "postIds",
      (SELECT MAX(day) FROM board_days WHERE day < ${day}::text::date) AS previous,
      (SELECT MIN(day) FROM board_days WHERE day > ${day}::text::date) AS next
    FROM board_days d WHERE day = ${day}::text::date`;
  if (!about) return null;
  const rows = await db.$queryRaw<(ShownRow & { rank: number })[]>`
    SELECT e.rank, p.id, e.like_count AS likes, e.win_count AS wins, e.previous_rank AS "previousRank", ${shownColumns}
    FROM board_day_entries e
    JOIN image_posts p ON p.id = e.image_post_id AND p.is_active
    LEFT JOIN users u ON u.id = p.user_id
    WHERE e.day = ${day}::text::date
    ORDER BY e.rank`;
  const { likeCount, voteCount, hasEarlier, postIds } = about;
  return {
    day,
    previousDay: about.previous && dayOf(about.previous),
    nextDay: about.next && dayOf(about.next),
    ...{ likeCount, voteCount, hasEarlier, postIds },
    entries: rows.map(toEntry),
  };
}

/** The last finished day with a board, or null. */
export async function findLastDay(db: Db = prisma): Promise<Day | null> {
  const [row] = await db.$queryRaw<{ day: Date | null }[]>`SELECT MAX(day) AS day FROM board_days`;
  return row?.day ? dayOf(row.day) : null;
}

/** So many days, which are 27 years, fit into a sitemap in two languages. */
const listedDays = 10_000;

/** The finished days whose boards have somebody on them, newest first, with the moment each was written. */
export async function listDays({ limit = listedDays } = {}, db: Db = prisma): Promise<{ day: Day; writtenAt: Date }[]> {
  const rows = await db.$queryRaw<{ day: Date; writtenAt: Date }[]>`
    SELECT day, written_at AS "writtenAt" FROM board_days d
    WHERE EXISTS (SELECT FROM board_day_entries e WHERE e.day = d.day) ORDER BY day DESC LIMIT ${limit}`;
  return rows.map(({ day, writtenAt }) => ({ day: dayOf(day), writtenAt }));
}

/** How many members, and how many days' winners, the hall has room for. */
const hallSize = 30;

/** Who was first and on the podium, over all finished days, by posts that are visible now. */
export async function countHallOfFame(db: Db = prisma): Promise<HallOfFame> {
  const laureates = await db.$queryRaw<Laureate[]>`
    SELECT p.user_id AS "userId", u.handle, COALESCE(u.is_active, FALSE) AS "hasProfile",
      COUNT(*) FILTER (WHERE e.rank = 1)::int AS firsts, COUNT(*)::int AS podiums
    FROM board_day_entries e
    JOIN image_posts p ON p.id = e.image_post_id AND p.is_active
    LEFT JOIN users u ON u.id = p.user_id
    WHERE e.rank <= 3
    GROUP BY p.user_id, u.handle, u.is_active
    ORDER BY firsts DESC, podiums DESC, MIN(e.day), p.user_id
    LIMIT ${hallSize}`;
  const winners = await db.$queryRaw<(ShownRow & { rank: number; day: Date })[]>`
    SELECT e.day, e.rank, p.id, e.like_count AS likes, e.win_count AS wins, e.previous_rank AS "previousRank", ${shownColumns}
    FROM board_day_entries e
    JOIN image_posts p ON p.id = e.image_post_id AND p.is_active
    LEFT JOIN users u ON u.id = p.user_id
    WHERE e.rank = 1
    ORDER BY e.day DESC
    LIMIT ${hallSize}`;
  const [{ days } = { days: 0 }] = await db.$queryRaw<{ days: number }[]>`SELECT COUNT(*)::int AS days FROM board_days`;
  return { laureates, winners: winners.map((row) => ({ ...toEntry(row), day: dayOf(row.day) })), days };
}
