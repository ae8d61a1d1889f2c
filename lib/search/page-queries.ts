import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { listPostsById } from "@/lib/posts/queries";
import type { PostSummary } from "@/lib/posts/schema";
import { encodeSearchCursor, type SearchCursor, type Walk } from "./cursor";
import { countLimit } from "./limits";
import { type HalvedMatcher, type Hit, type Hits, listHits, type Matcher } from "./match-queries";

/** So many matches are a pool where so many posts had to be looked through for them. */
const enough = { hits: 120, covered: 16_384 };

/**
 * The newest matches are weighed against each other, and counted: a thousand of a frequent word, fewer of one for which many
 * more posts had to be looked at. Beyond them relevance goes on with the next so many, so that every match comes once and the
 * first page costs about the same however many there are.
 */
export async function listPool(matcher: Matcher, db: Db = prisma, high?: number): Promise<Hits> {
  const pool = await listHits(matcher, { limit: countLimit, enough, ...(high !== undefined && { high }) }, db);
  const last = pool.hits.at(-1);
  if (pool.isComplete || !last || pool.hits.length === countLimit) return pool;
  // That it stopped does not say that there are more.
  const { hits: older } = await listHits(matcher, { limit: 1, high: last.id }, db);
  return { ...pool, isComplete: older.length === 0 };
}

interface Asked<Sort extends SearchCursor["sort"]> {
  readonly limit: number;
  readonly after?: Extract<SearchCursor, { sort: Sort }> | undefined;
  /** The newest matches, where they are known already. */
  readonly pool?: Hits | undefined;
}

interface Rows {
  readonly ids: readonly number[];
  readonly next: SearchCursor | null;
}

async function newest(matcher: Matcher, { limit, after, pool }: Asked<"new">, db: Db): Promise<Rows> {
  const { hits, isComplete } = pool ?? (await listHits(matcher, { limit, ...(after && { high: after.id }) }, db));
  const ids = hits.slice(0, limit).map(({ id }) => id);
  const last = ids.at(-1);
  return { ids, next: last && (hits.length > limit || !isComplete) ? { sort: "new", id: last } : null };
}

const byScore = (a: Pick<Hit, "id" | "score">, b: Pick<Hit, "id" | "score">) => b.score - a.score || b.id - a.id;

/** Pool after pool, the best of each first. */
async function walkPools(
  matcher: Matcher,
  { limit, after, pool, walk }: Asked<"relevance"> & { walk: Walk },
  db: Db,
): Promise<Rows> {
  const ids: number[] = [];
  let from = after;
  let known = pool;
  for (;;) {
    const place = from?.after;
    const { hits, isComplete } =
      known ??
      (from && place
        ? await listHits(matcher, { limit: countLimit, low: place.low, high: from.high + 1 }, db)
        : await listPool(matcher, db, from && from.high + 1));
    const high = hits[0]?.id;
    const low = hits.at(-1)?.id;
    if (high === undefined || low === undefined) {
      if (!place || place.low <= 1) return { ids, next: null };
      from = { sort: "relevance", walk, high: place.low - 1, after: null };
      known = undefined;
      continue;
    }
    const rest = [...hits].sort(byScore).filter((hit) => !place || byScore(hit, place) > 0);
    const taken = rest.slice(0, limit - ids.length);
    ids.push(...taken.map(({ id }) => id));
    const last = taken.at(-1);
    const bounds = { low: place?.low ?? low, high: from?.high ?? high };
    if (last && rest.length > taken.length)
      return {
        ids,
        next: { sort: "relevance", walk, high: bounds.high, after: { ...bounds, score: last.score, id: last.id } },
      };
    // A pool that a place was found in ends where it ended then; there may be older ones.
    if (isComplete && !place) return { ids, next: null };
    from = { sort: "relevance", walk, high: bounds.low - 1, after: null };
    known = undefined;
    if (bounds.low <= 1) return { ids, next: null };
    if (ids.length === limit) {
      const { hits: older } = await listHits(matcher, { limit: 1, high: bounds.low }, db);
      return { ids, next: older.length > 0 ? from : null };
    }
  }
}

/**
 * Of a thousand matches or less the best come first. Of more, those that have all words as words do, however old, and then those
 * that have parts of words, where the index knows them apart.
 */
async function mostRelevant(
  { halves, ...matcher }: Matcher & { halves: HalvedMatcher | null },
  { limit, after, pool }: Asked<"relevance">,
  db: Db,
): Promise<Rows> {
  const newest = after ? null : (pool ?? (await listPool(matcher, db)));
  const walk = after?.walk ?? (newest?.isComplete || !halves ? "all" : "words");
  if (walk === "all" || !halves) return walkPools(matcher, { limit, after, pool: newest ?? undefined, walk }, db);
  /** The half's first pool, where more of the newest matches are in it than a page shows. */
  const poolOf = (isAsWords: boolean) => {
    const hits = newest?.hits.filter((hit) => hit.isAsWords === isAsWords) ?? [];
    return newest && hits.length > limit ? { ...newest, hits } : undefined;
  };
  if (walk === "rest") return walkPools(halves.rest, { limit, after, walk }, db);
  const { ids, next } = await walkPools(halves.words, { limit, after, pool: poolOf(true), walk }, db);
  if (next) return { ids, next };
  const left = limit - ids.length;
  if (left > 0) {
    const rest = await walkPools(halves.rest, { limit: left, pool: poolOf(false), walk: "rest" }, db);
    return { ids: [...ids, ...rest.ids], next: rest.next };
  }
  const [first] = (await listHits(halves.rest, { limit: 1 }, db)).hits;
  return { ids, next: first ? { sort: "relevance", walk: "rest", high: first.id, after: null } : null };
}

/** What an order by value is read from: a projection with an index that has the best first. */
const values = {
  likes: {
    table: Prisma.sql`(SELECT image_id AS id, likes AS value FROM image_like_counts WHERE likes > 0 ORDER BY likes DESC, image_id DESC)`,
    type: Prisma.sql`int`,
    of: Prisma.sql`(SELECT likes FROM image_like_counts WHERE image_id = i.id AND likes > 0)`,
  },
  rating: {
    table: Prisma.sql`(SELECT image_id AS id, rating AS value FROM image_ratings ORDER BY rating DESC, image_id DESC)`,
    type: Prisma.sql`float8`,
    of: Prisma.sql`(SELECT rating FROM image_ratings WHERE image_id = i.id)`,
  },
};

/**
 * Up to so many matches of so many posts are all read and sorted. Of more, the best are met soon on a walk from the best of
 * all: about where both cost the same.
 */
const sortable = (posts: number) => Math.max(Math.round(Math.sqrt(32 * posts)), countLimit);

interface Valued {
  readonly id: number;
  readonly value: number | null;
}

/** All matches by value, best first, or null when there are too many to sort. */
async function sortAll(matcher: Matcher, sort: "likes" | "rating", pool: Hits, db: Db): Promise<Valued[] | null> {
  const posts = matcher.high - matcher.low;
  const most = sortable(posts);
  if (!pool.isComplete && (pool.hits.length / Math.max(pool.covered, 1)) * posts > most) return null;
  const { hits, isComplete } = pool.isComplete ? pool : await listHits(matcher, { limit: 2 * most }, db);
  if (!isComplete) return null;
  const rows = await db.$queryRaw<Valued[]>`
    SELECT i.id, ${values[sort].of}::float8 AS value FROM unnest(${hits.map(({ id }) => id)}::int[]) AS i (id)`;
  return rows.sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || b.id - a.id);
}

async function best(
  matcher: Matcher,
  { limit, after, pool, sort }: Asked<"likes" | "rating"> & { sort: "likes" | "rating" },
  db: Db,
): Promise<Rows> {
  const toRows = (rows: readonly Valued[]): Rows => {
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const next = rows.length > limit && last ? ({ sort, value: last.value, id: last.id } as const) : null;
    return { ids: shown.map(({ id }) => id), next };
  };
  const known = pool ?? (await listPool(matcher, db));
  const all = await sortAll(matcher, sort, known, db);
  if (all) {
    const isAfter = ({ id, value }: Valued) =>
      !after || (value ?? -Infinity) < (after.value ?? -Infinity) || (value === after.value && id < after.id);
    return toRows(all.filter(isAfter));
  }
  const rows: Valued[] = [];
  if (after?.value !== null) {
    // OFFSET 0: each is looked at as it comes on the walk, which ends when there are enough.
    const place = after
      ? Prisma.sql`WHERE (v.value, v.id) < (${after.value}::${values[sort].type}, ${after.id}::int)`
      : Prisma.empty;
    rows.push(
      ...(await db.$queryRaw<Valued[]>`
        SELECT v.id, v.value::float8 AS value FROM ${values[sort].table} AS v,
          LATERAL (SELECT FROM image_posts i WHERE i.id = v.id AND ${matcher.holds} OFFSET 0) AS held
        ${place} ORDER BY v.value DESC, v.id DESC LIMIT ${limit + 1}::int`),
    );
  }
  if (rows.length <= limit) {
    const { hits } = await listHits(
      matcher,
      {
        limit: limit + 1 - rows.length,
        also: Prisma.sql`${values[sort].of} IS NULL`,
        ...(after?.value === null && { high: after.id }),
      },
      db,
    );
    rows.push(...hits.map(({ id }) => ({ id, value: null })));
  }
  return toRows(rows);
}

/** A page of matches in an order. Keyset in each: every match comes once, whatever is posted meanwhile. */
export async function listMatches(
  matcher: Matcher & { halves: HalvedMatcher | null },
  {
    sort,
    limit,
    after,
    pool,
  }: { sort: SearchCursor["sort"]; limit: number; after?: SearchCursor | undefined; pool?: Hits },
  db: Db = prisma,
): Promise<{ items: PostSummary[]; nextCursor: string | null }> {
  const from = { limit, pool, after: after as never };
  const { ids, next } =
    sort === "new"
      ? await newest(matcher, from, db)
      : sort === "relevance"
        ? await mostRelevant(matcher, from, db)
        : await best(matcher, { ...from, sort }, db);
  const posts = new Map((await listPostsById(ids, db)).map((post) => [post.id, post]));
  return {
    items: ids.flatMap((id) => posts.get(id) ?? []),
    nextCursor: next && encodeSearchCursor(next),
  };
}
