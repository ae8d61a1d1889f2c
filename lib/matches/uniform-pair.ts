import { type Judged, type Pair, type PairSet, pairName } from "./judged";
import { idAt, ownerAt, type Pool } from "./pool";

/** A uniform integer from 0 to `below` − 1. */
export type Random = (below: number) => number;

/** For whom a pair is drawn: `voterId` null is somebody signed out. */
export interface Drawing {
  readonly voterId: number | null;
  readonly judged: Judged;
  readonly avoid: PairSet;
}

const pairsOf = (count: number) => (count < 2 ? 0 : (count * (count - 1)) / 2);

/** How often a random pair is tried before the eligible ones are counted out. */
const maxTries = 32;

/** May the image at a place be drawn: is it not the voter's own, nor judged by the voter as often as may be? */
export function isEligible(pool: Pool, { voterId, judged }: Drawing, place: number): boolean {
  return ownerAt(pool, place) !== voterId && (judged.full.size === 0 || !judged.full.has(idAt(pool, place)));
}

/** Was a pair judged, or is it to be avoided? */
export function isExcluded({ judged, avoid }: Drawing, pair: Pair): boolean {
  if (judged.pairs.size === 0 && avoid.size === 0) return false;
  const name = pairName(pair);
  return judged.pairs.has(name) || avoid.has(name);
}

/** How many pairs there are to draw from. */
export function countEligible(pool: Pool, drawing: Drawing): number {
  const { voterId, judged, avoid } = drawing;
  const isHere = (id: number) => {
    const place = pool.placeOf(id);
    return place >= 0 && isEligible(pool, drawing, place);
  };
  const isPair = (pair: Pair) => pair[0] !== pair[1] && isHere(pair[0]) && isHere(pair[1]);
  let others = pool.size - (voterId === null ? 0 : (pool.shares.get(voterId)?.images ?? 0));
  for (const id of judged.full) {
    const place = pool.placeOf(id);
    if (place >= 0 && ownerAt(pool, place) !== voterId) others -= 1;
  }
  // The one loop that grows with what the voter has judged: no generator, no copies.
  let blocked = 0;
  for (const pair of judged.pairs.values()) if (isPair(pair)) blocked += 1;
  for (const [name, pair] of avoid) if (!judged.pairs.has(name) && isPair(pair)) blocked += 1;
  return pairsOf(others) - blocked;
}

/**
 * One of the `eligible` pairs, exactly uniform, sides included.
 *
 * While most pairs are eligible, pairs are tried until one is; that is uniform, and costs nothing that grows with the
 * pool. When the tries run out, the n-th of the eligible pairs is counted out, which is uniform too.
 */
export function drawUniform(pool: Pool, drawing: Drawing, eligible: number, random: Random): Pair {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const first = random(pool.size);
    const next = random(pool.size - 1);
    const second = next < first ? next : next + 1;
    const pair: Pair = [idAt(pool, first), idAt(pool, second)];
    if (isEligible(pool, drawing, first) && isEligible(pool, drawing, second) && !isExcluded(drawing, pair))
      return pair;
  }
  const left = new Int32Array(pool.size);
  let count = 0;
  for (let place = 0; place < pool.size; place += 1)
    if (isEligible(pool, drawing, place)) left[count++] = idAt(pool, place);
  const pair = nthEligible(left.subarray(0, count), excludedPairs(drawing), random(eligible));
  return random(2) === 0 ? pair : [pair[1], pair[0]];
}

/** Each once, and without a copy of what may be long. */
function* excludedPairs({ judged, avoid }: Drawing): Generator<Pair> {
  yield* judged.pairs.values();
  for (const [name, pair] of avoid) if (!judged.pairs.has(name)) yield pair;
}

/** The pair with number `n` among those of `ids` that are not excluded, by the places of its two images. */
function nthEligible(ids: Int32Array, excluded: Iterable<Pair>, n: number): Pair {
  const places = new Map(Array.from(ids, (id, place) => [id, place]));
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
