import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import type { ListCursor } from "./list-cursor";
import { type ListFilter, type Listing, only, toListPage } from "./list-queries";
import type { BestPeriod } from "./orders";
import type { Page } from "./paging";
import type { PostSummary } from "./schema";

const hoursOf = { week: 7 * 24, month: 30 * 24, all: null } as const;
/** How long a like or a win lifts an image that rises. */
const risingHours = 24;

interface Ranked {
  id: number;
  score: number;
}

/** A moment on the database's clock that nothing written so far is later than, in ms. */
async function currentMoment(db: Db): Promise<number> {
  const rows = await db.$queryRaw<{ at: number }[]>`
    SELECT CEIL(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::float8 AS at`;
  return rows[0]?.at ?? 0;
}

const timestamp = (ms: number) => Prisma.sql`(to_timestamp(${ms}::float8 / 1000) AT TIME ZONE 'UTC')`;

/** Does a filter leave few enough images that their facts are looked up by image, not read by time for all of the site? */
const isScoped = ({ userId, model }: ListFilter) => userId !== undefined || model !== undefined;

/**
 * The expression `points (id, points)`: the likes and wins of each post in the `hours` before `at`, or of all time before it. Of an
 * author or a model only the facts of their images are read.
 */
function pointsBefore(at: number, hours: number | null, filter: ListFilter): Prisma.Sql {
  const since = hours === null ? Prisma.empty : Prisma.sql`AND created_at > ${timestamp(at - hours * 3_600_000)}`;
  const inScope = (image: Prisma.Sql) =>
    isScoped(filter)
      ? Prisma.sql`AND ${image} IN (SELECT i.id FROM image_posts i WHERE ${only(filter)})`
      : Prisma.empty;
  const within = (image: Prisma.Sql) => Prisma.sql`created_at <= ${timestamp(at)} ${since} ${inScope(image)}`;
  const [counted, liked, winner] = [Prisma.sql`image_id`, Prisma.sql`image_post_id`, Prisma.sql`winner_image_id`];
  // Of all time they are counted already; what is there and came since, which is little, is taken off again.
  const likes =
    hours === null
      ? Prisma.sql`SELECT ${counted} AS id, likes::bigint AS count FROM image_like_counts WHERE likes > 0 ${inScope(counted)}
          UNION ALL SELECT ${liked}, -COUNT(*) FROM image_likes WHERE created_at > ${timestamp(at)} ${inScope(liked)} GROUP BY ${liked}`
      : Prisma.sql`SELECT ${liked} AS id, COUNT(*) FROM image_likes WHERE ${within(liked)} GROUP BY ${liked}`;
  return Prisma.sql`points AS (
    SELECT id, SUM(count)::bigint AS points FROM (
      ${likes}
      UNION ALL SELECT ${winner}, COUNT(*) FROM tournament_votes WHERE ${within(winner)} GROUP BY ${winner}
    ) AS facts GROUP BY id
  )`;
}

/** What comes after a place in an order by score, the newest first among equals. */
const below = (after: { score: number; id: number } | undefined) =>
  after ? Prisma.sql`WHERE (score, id) < (${after.score}::float8::bigint, ${after.id}::int)` : Prisma.empty;

/**
 * Visible posts by their likes and wins of the last 7 or 30 days, those with at least one; or of all time, then all of them.
 * Ties by the newest. All pages are counted from the facts as of the first one's moment, which the cursor carries: whatever
 * happens meanwhile, each post is on one page, and every page costs the same. That follows the number of facts in the period:
 * docs/decisions/gallery-orders.md has figures.
 */
export async function listBest(
  {
    period,
    after,
    limit,
    ...filter
  }: Listing & { period: BestPeriod; after?: Extract<ListCursor, { sort: "top" }> | undefined },
  db: Db = prisma,
): Promise<Page<PostSummary>> {
  const at = after?.at ?? (await currentMoment(db));
  const rows = await db.$queryRaw<Ranked[]>`
    WITH ${pointsBefore(at, hoursOf[period], filter)}, ranked AS (
      SELECT i.id, COALESCE(points, 0) AS score
      FROM image_posts i ${period === "all" ? Prisma.sql`LEFT` : Prisma.empty} JOIN points USING (id)
      WHERE ${only(filter)} AND i.created_at <= ${timestamp(at)}
    )
    SELECT id, score::float8 AS score FROM ranked ${below(after)} ORDER BY ranked.score DESC, id DESC LIMIT ${limit + 1}`;
  return toListPage(rows, limit, ({ id, score }) => ({ sort: "top", period, at, score, id }), db);
}

/**
 * Visible posts that rise: their likes and wins of the last 24 hours, divided by one more than their age in days, so that an
 * image of a week needs eight times what a new one needs. Those without any are not among them. Ties by the newest; pages as
 * in `listBest`. Scores are thousandths, rounded down, so that they compare exactly.
 */
export async function listRising(
  { after, limit, ...filter }: Listing & { after?: Extract<ListCursor, { sort: "rising" }> | undefined },
  db: Db = prisma,
): Promise<Page<PostSummary>> {
  const at = after?.at ?? (await currentMoment(db));
  const age = Prisma.sql`GREATEST(0, EXTRACT(EPOCH FROM ${timestamp(at)} - i.created_at))::bigint`;
  const rows = await db.$queryRaw<Ranked[]>`
    WITH ${pointsBefore(at, risingHours, filter)}, ranked AS (
      SELECT i.id, points * 1000 * 86400 / (86400 + ${age}) AS score
      FROM image_posts i JOIN points USING (id)
      WHERE ${only(filter)} AND i.created_at <= ${timestamp(at)}
    )
    SELECT id, score::float8 AS score FROM ranked ${below(after)} ORDER BY ranked.score DESC, id DESC LIMIT ${limit + 1}`;
  return toListPage(rows, limit, ({ id, score }) => ({ sort: "rising", at, score, id }), db);
}
