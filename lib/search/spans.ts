/** Sizes of the ranges of ids that the index knows, as powers of two: search_keys writes the same. */
const levels = [11, 13, 15, 17, 19] as const;

/** A range of ids to look through, `low` in it and `high` not. */
export interface Span {
  readonly low: number;
  readonly high: number;
  /** Its keys in the index: one or two, of which a post in the range has one. None: the index is asked for all it has. */
  readonly keys: readonly string[];
}

/** What the spans before have brought. */
export interface Progress {
  /** Ids looked through, and hits among them. */
  readonly covered: number;
  readonly found: number;
  readonly wanted: number;
}

/**
 * The next range below `high`, for a search from the newest on. As large as what was found so far says that it takes, so
 * that a word in every third prompt costs a few thousand ids, and one in ten of a million a look at them all, which is
 * cheap because they are few. Ranges grow at most fourfold where nothing was found.
 */
export function nextSpan(high: number, low: number, { covered, found, wanted }: Progress): Span {
  const size =
    covered === 0
      ? 2 ** levels[0]
      : found === 0
        ? covered * 4
        : Math.min(((wanted - found) / found) * covered * 1.2, covered * 16);
  // The two ranges that end at `high` hold between one and two times their size.
  const level = levels.find((each) => 1.5 * 2 ** each >= size);
  if (level === undefined) return { low, high, keys: [] };
  const last = (high - 1) >> level;
  const first = Math.max(last - 1, low >> level);
  const keys = first === last ? [last] : [last, first];
  return { low: Math.max(low, first << level), high, keys: keys.map((each) => `#${level}:${each}`) };
}
