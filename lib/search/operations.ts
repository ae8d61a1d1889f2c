import type { z } from "zod";
import type { Db } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { defineOperation } from "@/lib/operation/define";
import { exampleImage } from "@/lib/posts/examples";
import { fewMatches, findSuggestion, type Loosening, listLoosenings } from "./advice-queries";
import { searchInTurn, type TimeBounds, withinTime } from "./bounded-queries";
import { countFacets } from "./facets";
import { prepareMatcher } from "./match-queries";
import { listMatches, listPool } from "./page-queries";
import { formatQuery, parseQuery, type QueryPart } from "./query";
import { type SearchResult, searchInput, searchResult } from "./schema";

/** What a page may take, and what is said beside an empty one: that is worth less of a wait. */
const pageTime: TimeBounds = { statement: 3_000, all: 6_000 };
const adviceTime: TimeBounds = { statement: 1_000, all: 2_000 };

interface Advice {
  readonly suggestion: string | null;
  readonly loosenings: readonly Loosening[];
}

/** What else one could look for; nothing where that takes too long. */
async function findAdvice(parts: readonly QueryPart[], count: number): Promise<Advice> {
  const nothing: Advice = { suggestion: null, loosenings: [] };
  if (count >= fewMatches) return nothing;
  const find = async (db: Db): Promise<Advice> => ({
    loosenings: count === 0 ? await listLoosenings(parts, db) : [],
    suggestion: await findSuggestion(parts, count, db),
  });
  return withinTime(adviceTime, find).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "SEARCH_TIMED_OUT") return nothing;
    throw error;
  });
}

async function search({ q, sort, cursor, limit }: z.output<typeof searchInput>): Promise<SearchResult> {
  if (cursor && cursor.sort !== sort)
    throw new AppError("VALIDATION_FAILED", { fields: { cursor: { code: "invalid" } } });
  const { parts, ignored } = parseQuery(q);
  const rest = { ignored: [...ignored], suggestion: null, loosen: [] };
  if (cursor) {
    const page = await withinTime(pageTime, async (db) =>
      listMatches(await prepareMatcher(parts, db), { sort, limit, after: cursor }, db),
    );
    return { ...page, ...rest, count: null, isMore: false, facets: null };
  }
  const { page, pool } = await withinTime(pageTime, async (db) => {
    const matcher = await prepareMatcher(parts, db);
    const newest = await listPool(matcher, db);
    return { pool: newest, page: await listMatches(matcher, { sort, limit, pool: newest }, db) };
  });
  const count = pool.hits.length;
  const { suggestion, loosenings } = await findAdvice(parts, count);
  return {
    ...page,
    ...rest,
    count,
    isMore: !pool.isComplete,
    facets: countFacets(pool.hits),
    suggestion,
    loosen: loosenings.map(({ without, isUnknown, count: others }) => ({
      part: formatQuery(without),
      query: formatQuery(parts.filter((part) => !without.includes(part))),
      count: others,
      isUnknown,
    })),
  };
}

/** Visible images by what their prompts say and how they were made. */
export const searchImages = defineOperation({
  name: "searchImages",
  actor: "anyone",
  limit: "reads",
  input: searchInput,
  output: searchResult,
  run: (input) => searchInTurn(() => search(input)),
  rest: {
    method: "GET",
    path: "/search",
    tag: "images",
    summary: "Search images by prompt and by how they were made.",
    description:
      "`q` holds words in any language, and parts of words from two characters on; all of them must be in the prompt. " +
      '`"quoted words"` are found as they stand. `-word` leaves out the word and its forms, not what has it as a part: in Korean words that ' +
      "begin with it, in Japanese and Chinese the characters anywhere. Fields: `model:`, `sampler:` and `lora:` take a part " +
      "of a name, or in quotes the whole one; `by:` an author; `seed:`; `size:1024x1536`; `from:` and `to:` a year, a month " +
      "(`2026-11`) or a day, both included; `orientation:` `portrait`, `landscape` or `square`; `has:workflow`. " +
      "`sort` is `relevance` (words before parts of words, then how often and how early they are named; among the newest 1,000 " +
      "matches, then among the next), `new`, `likes` or `rating`. Counts are of the newest 1,000 matches.",
    cache: "shared",
    refuses: ["SEARCH_TIMED_OUT"],
    example: {
      input: { q: "lighthouse -rain orientation:landscape", sort: "relevance", limit: 24 },
      output: {
        items: [exampleImage],
        nextCursor: null,
        count: 1,
        isMore: false,
        facets: {
          models: [{ value: "harmonograph", count: 1 }],
          samplers: [],
          orientations: [{ value: "landscape", count: 1 }],
          workflows: 0,
        },
        suggestion: null,
        ignored: [],
        loosen: [],
      },
    },
  },
});
