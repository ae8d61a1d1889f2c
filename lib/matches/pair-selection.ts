/** Two image ids. Where sides matter: left, right. */
export type Pair = readonly [number, number];

/** Every image that may be drawn, with its owner. */
export interface Pool {
  readonly ids: readonly number[];
  readonly owners: ReadonlyMap<number, number>;
  /** How many of the images each owner has. */
  readonly counts: ReadonlyMap<number, number>;
}

/** Pairs by their name, so that each is there once. */
export type PairSet = ReadonlyMap<string, Pair>;

/** A uniform integer from 0 to `below` − 1. */
export type Random = (below: number) => number;

export interface DrawnPair {
  /** Left, right. */
  readonly pair: Pair;
  /** With which this pair, on whichever sides, was drawn: one over the number of eligible pairs. */
  readonly probability: number;
}

/** The name of a pair, the same in either order. */
export function pairName([a, b]: Pair): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}

export function pairSet(pairs: Iterable<Pair>): Map<string, Pair> {
  const set = new Map<string, Pair>();
  for (const pair of pairs) set.set(pairName(pair), pair);
  return set;
}

export function createPool(images: Iterable<{ id: number; ownerId: number }>): Pool {
  const ids: number[] = [];
  const owners = new Map<number, number>();
  const counts = new Map<number, number>();
  for (const { id, ownerId } of images) {
    ids.push(id);
    owners.set(id, ownerId);
    counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
  }
  return { ids, owners, counts };
}

const pairsOf = (count: number) => (count * (count - 1)) / 2;

/** How often a random pair is tried before the eligible ones are counted out. */
const maxTries = 32;

/**
 * Draws a pair of two images of the pool, neither of them `voterId`'s own, the pair neither `judged` before nor to `avoid`. Exactly uniform
 * over what is eligible, sides included. Null when nothing is.
 *
 * While most pairs are eligible, pairs are tried until one is; that is uniform, and costs nothing that grows with the
 * pool. When the tries run out, the n-th of the eligible pairs is counted out, which is uniform too.
 */
export function drawPair(
  pool: Pool,
  { voterId, judged, avoid }: { voterId: number | null; judged: PairSet; avoid: PairSet },
  random: Random,
): DrawnPair | null {
  const { ids, owners, counts } = pool;
  const isDrawable = (id: number) => {
    const owner = owners.get(id);
    return owner !== undefined && owner !== voterId;
  };

  const isExcluded = (pair: Pair) => judged.has(pairName(pair)) || avoid.has(pairName(pair));

  // The one loop that grows with what the voter has judged: no generator, no copies.
  let blocked = 0;
  const isPair = (pair: Pair) => pair[0] !== pair[1] && isDrawable(pair[0]) && isDrawable(pair[1]);
  for (const pair of judged.values()) if (isPair(pair)) blocked += 1;
  for (const [name, pair] of avoid) if (!judged.has(name) && isPair(pair)) blocked += 1;
  const others = ids.length - (voterId === null ? 0 : (counts.get(voterId) ?? 0));
  const eligible = pairsOf(others) - blocked;
  if (eligible <= 0) return null;
  const probability = 1 / eligible;

  for (let tries = 0; tries < maxTries; tries += 1) {
    const first = random(ids.length);
    const second = random(ids.length - 1);
    const pair: Pair = [ids[first] as number, ids[second < first ? second : second + 1] as number];
    if (isDrawable(pair[0]) && isDrawable(pair[1]) && !isExcluded(pair)) return { pair, probability };
  }

  const pair = nthEligible(ids.filter(isDrawable), excludedPairs(judged, avoid), random(eligible));
  return { pair: random(2) === 0 ? pair : [pair[1], pair[0]], probability };
}

/** Each once, and without a copy of what may be long. */
function* excludedPairs(judged: PairSet, avoid: PairSet): Generator<Pair> {
  yield* judged.values();
  for (const [name, pair] of avoid) if (!judged.has(name)) yield pair;
}

/** The pair with number `n` among those of `ids` that are not excluded, by the places of its two images. */
function nthEligible(ids: readonly number[], excluded: Iterable<Pair>, n: number): Pair {
  const places = new Map(ids.map((id, place) => [id, place]));
  // Pairs are numbered (0,1) (0,2) (1,2) (0,3) …: the pair of places a < b has number b(b−1)/2 + a.
  const skipped: number[] = [];
  for (const [a, b] of excluded) {
    const [i, j] = [places.get(a), places.get(b)];
    if (i !== undefined && j !== undefined && i !== j) skipped.push(pairsOf(Math.max(i, j)) + Math.min(i, j));
  }
  skipped.sort((a, b) => a - b);
  let number = n;
  for (const skip of skipped) {
    if (skip > number) break;
    number += 1;
  }
  let high = Math.floor((1 + Math.sqrt(1 + 8 * number)) / 2);
  while (pairsOf(high) > number) high -= 1;
  while (pairsOf(high + 1) <= number) high += 1;
  return [ids[number - pairsOf(high)] as number, ids[high] as number];
}
