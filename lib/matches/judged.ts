/** Two image ids. Where sides matter: left, right. */
export type Pair = readonly [number, number];

/** Pairs by their name, so that each is there once. */
export type PairSet = ReadonlyMap<string, Pair>;

/** The name of a pair, the same in either order. */
export function pairName([a, b]: Pair): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}

export function pairSet(pairs: Iterable<Pair>): Map<string, Pair> {
  const set = new Map<string, Pair>();
  for (const pair of pairs) set.set(pairName(pair), pair);
  return set;
}

/** So often one voter may judge one image: nobody makes or breaks an image alone. */
export const maxVotesPerImage = 5;

/** What a voter has judged. */
export interface Judged {
  readonly pairs: PairSet;
  /** The images that the voter has judged as often as may be. */
  readonly full: ReadonlySet<number>;
}

/** Keeps what a voter has judged. */
export function createJudged(pairs: Iterable<Pair> = []): Judged & { add(pair: Pair): void; remove(pair: Pair): void } {
  const known = new Map<string, Pair>();
  const counts = new Map<number, number>();
  const full = new Set<number>();
  const add = (pair: Pair) => {
    const name = pairName(pair);
    if (known.has(name)) return;
    known.set(name, pair);
    for (const id of pair) {
      const count = (counts.get(id) ?? 0) + 1;
      counts.set(id, count);
      if (count >= maxVotesPerImage) full.add(id);
    }
  };
  const remove = (pair: Pair) => {
    if (!known.delete(pairName(pair))) return;
    for (const id of pair) {
      const count = (counts.get(id) ?? 0) - 1;
      counts.set(id, count);
      if (count < maxVotesPerImage) full.delete(id);
    }
  };
  for (const pair of pairs) add(pair);
  return { pairs: known, full, add, remove };
}
