import { type Db, Prisma, type PrismaClient, prisma } from "@/lib/db/prisma";
import { boardOf } from "./board-queries";
import { addDays, type Day, dayOf } from "./day";

/**
 * Seconds after midnight at which a day is counted: what was begun before midnight carries its time, and has been written
 * or given up by then.
 */
const settlesAfter = 60;

/** Days that one call writes at most, so that a site that slept for years does not hold the next round of ratings up. */
const maxDays = 400;

/**
 * Writes the boards of all days that have ended and are not written yet, from the facts, oldest first. One server at a
 * time; a second one waits and finds nothing left to do. What is written is never changed: a trigger refuses it.
 * Cheap when there is nothing to do.
 * @returns the days written now
 */
export async function writeFinishedDays(
  db: PrismaClient = prisma,
  { settleSeconds = settlesAfter } = {},
): Promise<Day[]> {
  const written: Day[] = [];
  for (
    let day = await nextUnwrittenDay(settleSeconds, db);
    day !== null && written.length < maxDays;
    day = await nextUnwrittenDay(settleSeconds, db)
  ) {
    if (await writeNextDay(day, settleSeconds, db)) written.push(day);
  }
  return written;
}

/** The first finished day without a board, or null. The first day of all is that of the first like or vote. */
async function nextUnwrittenDay(settleSeconds: number, db: Db): Promise<Day | null> {
  const [row] = await db.$queryRaw<{ last: Date | null; finished: Date }[]>`
    SELECT (SELECT MAX(day) FROM board_days) AS last,
      (NOW() AT TIME ZONE 'UTC' - ${settleSeconds}::int * INTERVAL '1 second')::date - 1 AS finished`;
  if (!row) return null;
  const finished = dayOf(row.finished);
  if (row.last) {
    const next = addDays(dayOf(row.last), 1);
    return next <= finished ? next : null;
  }
  const [facts] = await db.$queryRaw<{ first: Date | null }[]>`
    SELECT LEAST((SELECT MIN(created_at) FROM image_likes), (SELECT MIN(created_at) FROM tournament_votes))::date AS first`;
  if (!facts?.first) return null;
  const first = dayOf(facts.first);
  return first <= finished ? first : null;
}

/** @returns whether it was this call that wrote it */
async function writeNextDay(day: Day, settleSeconds: number, db: PrismaClient): Promise<boolean> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('podium board days'))`;
      // Of two servers that found the same day missing, the second finds it written now.
      if ((await nextUnwrittenDay(settleSeconds, tx)) !== day) return false;
      const begin = Prisma.sql`${day}::text::date::timestamp`;
      const end = Prisma.sql`(${begin} + INTERVAL '1 day')`;
      const during = Prisma.sql`created_at >= ${begin} AND created_at < ${end}`;
      await tx.$executeRaw`
        INSERT INTO board_days (day, like_count, vote_count)
        SELECT ${day}::text::date, (SELECT COUNT(*)::int FROM image_likes WHERE ${during}),
          (SELECT COUNT(*)::int FROM tournament_votes WHERE ${during})`;
      await tx.$executeRaw`
        WITH ${boardOf({
          read: Prisma.sql`created_at >= ${begin} - INTERVAL '1 day' AND created_at < ${end}`,
          period: Prisma.sql`created_at >= ${begin}`,
          before: Prisma.sql`created_at < ${begin}`,
        })}
        INSERT INTO board_day_entries (day, rank, image_post_id, like_count, win_count, previous_rank)
        SELECT ${day}::text::date, ROW_NUMBER() OVER (ORDER BY likes + wins DESC, wins DESC, id DESC), id, likes, wins, previous_rank
        FROM best`;
      return true;
    },
    { timeout: 30_000, maxWait: 10_000 },
  );
}
