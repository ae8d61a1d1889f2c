import type { Comparisons, Weights } from "./comparisons";

export interface LocalPairs {
  readonly comparisons: Comparisons;
  /** Where each pair lies among all. */
  readonly origin: Int32Array;
}

/**
 * The pairs in which at least one item is hot, so that the hot ones can be fitted while all others stay. `wins` and `matches` are
 * those of all pairs: right for hot items, whose pairs are all here. Reads each pair's second item once, and those it takes.
 */
export function localPairs(all: Comparisons, hot: Uint8Array, size: number): LocalPairs {
  const { starts: allStarts, second: allSecond } = all;
  const starts = new Int32Array(size + 1);
  let origin = new Int32Array(1 << 16);
  let capacity = 0;
  for (let i = 0; i < size; i += 1) {
    const from = i < all.size ? (allStarts[i] as number) : 0;
    const end = i < all.size ? (allStarts[i + 1] as number) : 0;
    if (capacity + end - from > origin.length) {
      const longer = new Int32Array(2 * origin.length + end - from);
      longer.set(origin);
      origin = longer;
    }
    const isHot = hot[i] as number;
    // No branch: which pair has a hot item cannot be guessed.
    for (let e = from; e < end; e += 1) {
      origin[capacity] = e;
      capacity += isHot | (hot[allSecond[e] as number] as number);
    }
    starts[i + 1] = capacity;
  }
  origin = origin.subarray(0, capacity);
  const pick = (column: Weights): Weights => {
    const picked = column instanceof Float32Array ? new Float32Array(capacity) : new Float64Array(capacity);
    for (let n = 0; n < capacity; n += 1) picked[n] = column[origin[n] as number] as number;
    return picked;
  };
  const second = new Int32Array(capacity);
  for (let n = 0; n < capacity; n += 1) second[n] = allSecond[origin[n] as number] as number;
  const grow = (numbers: Float64Array) => {
    const grown = new Float64Array(size);
    grown.set(numbers);
    return grown;
  };
  const comparisons = {
    size,
    starts,
    second,
    leftCount: pick(all.leftCount),
    rightCount: pick(all.rightCount),
    leftWon: pick(all.leftWon),
    rightWon: pick(all.rightWon),
    matches: grow(all.matches),
    wins: grow(all.wins),
    leftWins: all.leftWins,
  };
  return { comparisons, origin };
}
