import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { allOf, anyOf, type Condition, conditionOf, type Known } from "./condition-queries";
import { dateSpan, type QueryPart } from "./query";
import { nextSpan } from "./spans";

/** The keys of a post `i`: the very expression that the index is made of. */
const keys = Prisma.sql`search_keys(i.id, i.search_words, i.search_text, i.user_id, i.model_name, i.sampler, i.seed, i.loras,
  i.width, i.height, i.generation_width, i.generation_height, i.workflow IS NOT NULL)`;

/** A query made ready to be asked. */
export interface Matcher {
  /** Of a post `i`, exactly; says nothing of hidden ones. */
  readonly holds: Prisma.Sql;
  /** What every match has, as queries for keys: one a condition, because the index leaps from one to the next. */
  readonly lookUps: readonly string[];
  /** How well a match `i` fits, see `scoreOf`. A whole number, 0 or more, of 30 bits. */
  readonly score: Prisma.Sql;
  /** Every match has an id from `low` on, and below `high`. */
  readonly low: number;
  readonly high: number;
  /** Has a match `i` all words as words or in another form? Null where the index cannot tell it of each of them. */
  readonly asWords: Prisma.Sql | null;
}

/** The matches that have all words as words, and those that have one or another as a part alone. */
export interface HalvedMatcher {
  readonly words: Matcher;
  readonly rest: Matcher;
}

/** Posts beside the first or last of a time that are looked at for the outermost id: ids rise with time, but for those of one moment. */
const beside = 64;

/** Words that have a stem: English ones. */
const hasForms = /^[a-z]+$/;

/** Everything that must be asked before a query can be read, in one round trip. */
async function readKnown(parts: readonly QueryPart[], db: Db) {
  const words = parts.flatMap((part) => (part.kind === "word" && hasForms.test(part.text) ? [part.text] : []));
  const valuesOf = (field: string) =>
    parts.flatMap((part) => (part.kind === "field" && part.field === field ? [part] : []));
  const times = (field: string, side: "start" | "end") =>
    valuesOf(field).flatMap((part) => (part.isExcluded ? [] : (dateSpan(part.value)?.[side].toISOString() ?? [])));
  const [from, to] = [times("from", "start").sort().at(-1), times("to", "end").sort()[0]];
  const low = from
    ? Prisma.sql`(SELECT MIN(id) FROM (SELECT id FROM image_posts WHERE created_at >= ${from}::timestamp
        ORDER BY created_at LIMIT ${beside}) AS first)`
    : Prisma.sql`0`;
  const high = to
    ? Prisma.sql`(SELECT MAX(id) FROM (SELECT id FROM image_posts WHERE created_at < ${to}::timestamp
        ORDER BY created_at DESC LIMIT ${beside}) AS last)`
    : Prisma.sql`(SELECT id FROM image_posts WHERE is_active ORDER BY id DESC LIMIT 1)`;
  const handles = valuesOf("by").map(({ value }) => value);
  const [row] = await db.$queryRaw<
    { low: number | null; high: number | null; users: Record<string, number> | null; stems: (string | null)[] }[]
  >`
    SELECT ${low} AS low, ${high} AS high,
      (SELECT jsonb_object_agg(LOWER(handle), id) FROM users WHERE LOWER(handle) = ANY(${handles}::text[])) AS users,
      ARRAY(
        SELECT (tsvector_to_array(to_tsvector('english', word)))[1] FROM unnest(${words}::text[]) WITH ORDINALITY AS asked (word, n) ORDER BY n
      ) AS stems`;
  return {
    low: row?.low ?? 2_147_483_647,
    high: (row?.high ?? 0) + 1,
    stems: new Map(words.map((word, n) => [word, row?.stems[n] ?? ""])),
    userIds: new Map(Object.entries(row?.users ?? {})),
  };
}

/** What the index can be asked for, of a condition; nothing where it cannot help. */
function lookUpOf({ isExcluded, keys: lexemes, stem, certain }: Condition): string[] {
  if (isExcluded) return certain.length > 0 ? [`!(${anyOf(certain)})`] : [];
  if (lexemes.length === 0) return [];
  return [stem ? `(${allOf(lexemes)}) | ${allOf([stem])}` : allOf(lexemes)];
}

/** For each word that is there as itself or in another form, not only as a part of another: more than all else in a score together. */
const wholeWord = 1_000_000;
const otherForm = 500_000;

/**
 * Where and how a match `i` has a text, and how often where no stem says it. A text early in a prompt says more of
 * the image than one at its end, in every language. Its place is the first after a blank, or else the first:
 * to know where exactly it is a word of its own would take longer than the rest of the search.
 */
function textScore({ text, pattern, stem }: Condition & { readonly text: string }): Prisma.Sql {
  const place = Prisma.sql`COALESCE(NULLIF(strpos(' ' || i.search_text, ${` ${text}`}), 0), strpos(i.search_text, ${text}))`;
  const scores = [Prisma.sql`COALESCE(100000::float8 / NULLIF(7 + ${place}, 7), 0)`];
  if (pattern) {
    // Between blanks it mostly is, and that is seen sooner.
    const isWord = Prisma.sql`(strpos(i.search_text, ${` ${text} `}) > 0 OR i.search_text ~ ${pattern})`;
    const isForm = stem ? Prisma.sql`i.search_words @@ ${allOf([stem])}::tsquery` : Prisma.sql`FALSE`;
    scores.push(
      Prisma.sql`CASE WHEN ${isWord} THEN ${wholeWord}::int WHEN ${isForm} THEN ${otherForm}::int ELSE 0 END`,
    );
  }
  if (!stem) {
    const times = Prisma.sql`(length(i.search_text) - length(replace(i.search_text, ${text}, ''))) / ${[...text].length}::int`;
    scores.push(Prisma.sql`2000 * LEAST(${times}, 5)`);
  }
  return Prisma.join(scores, " + ");
}

/**
 * How well a match `i` fits. First how many of the words it has as words, in Korean as the beginnings of words, or in other forms; then how often and
 * how early it names what was looked for.
 */
function scoreOf(wanted: readonly Condition[]): Prisma.Sql {
  const stems = wanted.flatMap(({ stem }) => stem ?? []);
  const scores = wanted.flatMap((condition) => {
    const { text } = condition;
    return text === null ? [] : [textScore({ ...condition, text })];
  });
  if (stems.length > 0) scores.push(Prisma.sql`100000 * ts_rank(i.search_words, ${anyOf(stems)}::tsquery)`);
  return scores.length > 0 ? Prisma.sql`(${Prisma.join(scores, " + ")})::int` : Prisma.sql`0`;
}

/** Makes `parts` ready to be asked; all of them must hold. No parts: every post. */
export async function prepareMatcher(
  parts: readonly QueryPart[],
  db: Db = prisma,
): Promise<Matcher & { halves: HalvedMatcher | null }> {
  const { low, high, ...known } = await readKnown(parts, db);
  const conditions = parts.map((part) => conditionOf(part, known satisfies Known));
  const wanted = conditions.filter(({ isExcluded }) => !isExcluded);
  const holds = Prisma.join(
    [
      Prisma.sql`i.is_active`,
      ...conditions.map((condition) => (condition.isExcluded ? Prisma.sql`NOT ${condition.holds}` : condition.holds)),
    ],
    " AND ",
  );
  const bounded = wanted.filter(({ pattern }) => pattern !== null);
  const stems = bounded.flatMap(({ stem }) => stem ?? []);
  const all = { holds, lookUps: conditions.flatMap(lookUpOf), score: scoreOf(wanted), low, high };
  if (stems.length === 0 || stems.length < bounded.length) return { ...all, asWords: null, halves: null };
  const asWords = Prisma.sql`i.search_words @@ ${allOf(stems)}::tsquery`;
  const others = conditions.filter((condition) => !bounded.includes(condition));
  return {
    ...all,
    asWords,
    halves: {
      words: {
        ...all,
        asWords,
        holds: Prisma.sql`${holds} AND ${asWords}`,
        lookUps: [...stems.map((stem) => allOf([stem])), ...others.flatMap(lookUpOf)],
      },
      rest: {
        ...all,
        asWords,
        holds: Prisma.sql`${holds} AND NOT ${asWords}`,
        lookUps: [...all.lookUps, `!(${allOf(stems)})`],
      },
    },
  };
}

/** A match, with what filters count. */
export interface Hit {
  readonly id: number;
  readonly score: number;
  readonly isAsWords: boolean;
  readonly model: string | null;
  readonly sampler: string | null;
  readonly shape: "l" | "p" | "s" | null;
  readonly hasWorkflow: boolean;
}

export interface Hits {
  readonly hits: readonly Hit[];
  /** Are these all there are in the range that was asked for? */
  readonly isComplete: boolean;
  /** Ids that were looked through. */
  readonly covered: number;
}

/** The keys' part of a statement: whether a post has those that are looked up, and one of the range's. */
function hasKeys(lookUps: readonly string[], range: readonly string[]): Prisma.Sql {
  const asked = range.length > 0 ? [...lookUps, anyOf(range)] : lookUps;
  // Asked only for what is not there, the index would be read from end to end.
  if (asked.every((query) => query.startsWith("!"))) return Prisma.sql`TRUE`;
  return Prisma.join(
    asked.map((query) => Prisma.sql`${keys} @@ ${query}::tsquery`),
    " AND ",
  );
}

/** How many hits to look for next: as many as come before there are enough. */
function wantedOf(found: number, covered: number, limit: number, enough?: Enough): number {
  if (!enough || covered === 0) return limit + 1;
  const expected = Math.max((found * enough.covered) / covered, enough.hits);
  return Math.max(Math.min(Math.ceil(expected), limit + 1), found + 1);
}

/** So many matches out of so many ids are enough where more are not needed. */
export interface Enough {
  readonly hits: number;
  readonly covered: number;
}

/**
 * The newest matches, at most `limit`, with ids from `low` on and below `high`. Visible ones alone. Looks through ranges of
 * ids from the newest on and stops when it has enough, so that what it costs follows `limit`, not how many matches there are. With `enough` it also stops
 * when it has these and has looked through so many ids.
 */
export async function listHits(
  matcher: Matcher,
  {
    limit,
    low = 0,
    high = 2_147_483_647,
    also,
    enough,
  }: { limit: number; low?: number; high?: number; also?: Prisma.Sql; enough?: Enough },
  db: Db = prisma,
): Promise<Hits> {
  const bottom = Math.max(low, matcher.low, 1);
  const top = Math.min(high, matcher.high);
  const hits: Hit[] = [];
  let reached = top;
  // One more than is asked for says whether there are others.
  const hasEnough = () => enough && hits.length >= enough.hits && top - reached >= enough.covered;
  while (reached > bottom && hits.length <= limit && !hasEnough()) {
    const covered = top - reached;
    const span = nextSpan(reached, bottom, {
      covered,
      found: hits.length,
      wanted: wantedOf(hits.length, covered, limit, enough),
    });
    // `+ 0`: the range is found by its keys; the planner shall not think of the primary key. What is costly to say of a match
    // is said of those alone that are taken.
    const found = await db.$queryRaw<Hit[]>`
      SELECT i.id, ${matcher.score} AS score, ${matcher.asWords ?? Prisma.sql`TRUE`} AS "isAsWords", i.model_name AS model, i.sampler,
        CASE WHEN i.width > 0 AND i.height > 0 THEN substr('psl', 2 + sign(i.width - i.height)::int, 1) END AS shape,
        i.workflow IS NOT NULL AS "hasWorkflow"
      FROM (
        SELECT i.* FROM image_posts i
        WHERE ${hasKeys(matcher.lookUps, span.keys)} AND ${matcher.holds}
          AND i.id + 0 >= ${span.low}::int AND i.id + 0 < ${span.high}::int ${also ? Prisma.sql`AND ${also}` : Prisma.empty}
        ORDER BY i.id DESC LIMIT ${limit + 1 - hits.length}::int
      ) AS i
      ORDER BY i.id DESC`;
    hits.push(...found);
    reached = span.low;
  }
  const isComplete = reached <= bottom && hits.length <= limit;
  return { hits: hits.slice(0, limit), isComplete, covered: top - reached };
}
