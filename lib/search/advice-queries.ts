import { type Db, prisma } from "@/lib/db/prisma";
import { editDistance } from "./edit-distance";
import { countLimit } from "./limits";
import { listHits, prepareMatcher } from "./match-queries";
import { formatQuery, type QueryPart } from "./query";

/** Below so many matches a word that nobody uses, or hardly anybody, is taken for a misspelt one. */
export const fewMatches = 5;

/** How many visible posts match, counted up to `countLimit`. */
async function countMatches(parts: readonly QueryPart[], db: Db): Promise<number> {
  return (await listHits(await prepareMatcher(parts, db), { limit: countLimit }, db)).hits.length;
}

interface Guess {
  readonly asked: string;
  readonly spelling: string;
  readonly word: string;
  readonly wordSpelling: string;
  readonly posts: number;
}

/** Of fewer letters almost every word is one slip from another. */
const guessable = /^([a-zà-ɏͱ-ԯ]{4,}|[가-힣]{2,})$/;

/** Guesses that are looked for. */
const tries = 3;

/** A word that other posts misspell too is guessed at when so many times as many have the word that it may have meant. */
const muchMore = 5;

/** Nouns of Korean with another of these are the same word. */
const particle = /[은는이가을를의와과에로도]$/;
const isSameNoun = (one: string, other: string) =>
  particle.test(one) && particle.test(other) && one.slice(0, -1) === other.slice(0, -1);

/** For each word that no prompt has, or much fewer than a word like it, the words it may have meant, best first. */
async function guessWords(words: readonly string[], db: Db): Promise<Map<string, string[]>> {
  const rows = await db.$queryRaw<Guess[]>`
    SELECT asked.word AS asked, search_spelling(asked.word) AS spelling, known.word, search_spelling(known.word) AS "wordSpelling",
      known.posts
    FROM unnest(${[...words]}::text[]) AS asked (word)
      LEFT JOIN search_vocabulary AS used ON used.word = asked.word, LATERAL (
        SELECT word, posts FROM search_vocabulary
        WHERE search_slips(word) && search_slips(asked.word) AND word <> asked.word
          AND posts >= ${muchMore}::int * COALESCE(used.posts, 0)
        ORDER BY posts DESC LIMIT 50
      ) AS known`;
  const guesses = new Map<string, string[]>();
  const distance = (guess: Guess) => editDistance(guess.spelling, guess.wordSpelling);
  const sorted = rows
    .filter(({ asked, word }) => !isSameNoun(asked, word))
    .map((row) => ({ ...row, distance: distance(row) }))
    .sort((a, b) => a.distance - b.distance || b.posts - a.posts);
  for (const { asked, word } of sorted) {
    const so = guesses.get(asked) ?? [];
    if (so.length < tries) guesses.set(asked, [...so, word]);
  }
  return guesses;
}

/**
 * A query that finds more than `count`, with words that prompts have in place of misspelt ones; null when there is none. It was
 * looked for, so words that only hidden posts have are never told.
 */
export async function findSuggestion(
  parts: readonly QueryPart[],
  count: number,
  db: Db = prisma,
): Promise<string | null> {
  const words = parts.flatMap((part) =>
    part.kind === "word" && !part.isExcluded && guessable.test(part.text) ? [part.text] : [],
  );
  if (words.length === 0) return null;
  const guesses = await guessWords(words, db);
  if (guesses.size === 0) return null;
  for (let place = 0; place < tries; place += 1) {
    const better = parts.map((part) => {
      const guess = part.kind === "word" ? guesses.get(part.text) : undefined;
      return guess ? { ...part, text: guess[Math.min(place, guess.length - 1)] as string } : part;
    }) as QueryPart[];
    const found = await listHits(await prepareMatcher(better, db), { limit: count + 1 }, db);
    if (found.hits.length > count) return formatQuery(better);
  }
  return null;
}

/** A query with less in it. */
export interface Loosening {
  /** What is left out: one part, or all that match nothing. */
  readonly without: readonly QueryPart[];
  /** Does what is left out, alone, match nothing? */
  readonly isUnknown: boolean;
  /** Matches of the rest, counted up to `countLimit`. */
  readonly count: number;
}

/** Parts that are tried one by one; each costs a search or two. */
const loosened = 8;

/** Of a query that finds nothing: what each of its parts is to blame for, and what is found without all that match nothing. */
export async function listLoosenings(parts: readonly QueryPart[], db: Db = prisma): Promise<Loosening[]> {
  const countWithout = async (without: readonly QueryPart[]) => {
    const others = parts.filter((part) => !without.includes(part));
    return others.length > 0 ? countMatches(others, db) : 0;
  };
  const result: Loosening[] = [];
  for (const part of parts.slice(0, loosened)) {
    const alone = await listHits(await prepareMatcher([part], db), { limit: 1 }, db);
    result.push({ without: [part], isUnknown: alone.hits.length === 0, count: await countWithout([part]) });
  }
  const unknown = result.flatMap(({ without, isUnknown }) => (isUnknown ? without : []));
  if (unknown.length > 1) result.push({ without: unknown, isUnknown: false, count: await countWithout(unknown) });
  return result;
}
