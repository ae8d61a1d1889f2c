/**
 * Paired comparisons of `size` items, each unordered pair once, sorted by its first item, which is the smaller number. Counts are
 * weights: any numbers from 0. What happened is kept apart by which of the two was on the left.
 */
export interface Comparisons {
  readonly size: number;
  /** The pairs whose first item is i are those from `starts[i]` up to `starts[i + 1]`. */
  readonly starts: Int32Array;
  readonly second: Int32Array;
  /** How often the first item was on the left, on the right. */
  readonly leftCount: Float64Array;
  readonly rightCount: Float64Array;
  /** How often it won there. */
  readonly leftWon: Float64Array;
  readonly rightWon: Float64Array;
}

/** One comparison a place, with as many repetitions as its weight says. */
export interface Outcomes {
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  /** The weight of the wins of the left item, and of the right one. */
  readonly leftWins: ArrayLike<number>;
  readonly rightWins: ArrayLike<number>;
}

/**
 * Gathers outcomes into pairs, in time linear in both: two passes of a counting sort, no map, no comparison sort.
 * @throws RangeError for an item outside 0 … size − 1, or one against itself
 */
export function gather(size: number, outcomes: Outcomes): Comparisons {
  const { left, right } = outcomes;
  const length = left.length;
  const byBoth = sortedBy(size, sortedBy(size, sequence(length), larger), smaller);

  function smaller(at: number): number {
    const [a, b] = [left[at] as number, right[at] as number];
    if (!(a >= 0 && b >= 0 && a < size && b < size && a !== b))
      throw new RangeError(`no pair of ${size} items: ${a}, ${b}`);
    return a < b ? a : b;
  }
  function larger(at: number): number {
    const [a, b] = [left[at] as number, right[at] as number];
    return a < b ? b : a;
  }
  return merged(size, byBoth, outcomes);
}

const sequence = (length: number) => {
  const numbers = new Int32Array(length);
  for (let at = 0; at < length; at += 1) numbers[at] = at;
  return numbers;
};

/** The places, stably sorted by their key from 0 to size − 1. */
function sortedBy(size: number, places: Int32Array, key: (at: number) => number): Int32Array {
  const next = new Int32Array(size + 1);
  for (let n = 0; n < places.length; n += 1) {
    const k = key(places[n] as number) + 1;
    if (k <= size) next[k] = (next[k] as number) + 1;
  }
  for (let k = 1; k <= size; k += 1) next[k] = (next[k] as number) + (next[k - 1] as number);
  const sorted = new Int32Array(places.length);
  for (let n = 0; n < places.length; n += 1) {
    const at = places[n] as number;
    const k = key(at);
    sorted[next[k] as number] = at;
    next[k] = (next[k] as number) + 1;
  }
  return sorted;
}

function merged(size: number, order: Int32Array, { left, right, leftWins, rightWins }: Outcomes): Comparisons {
  const starts = new Int32Array(size + 1);
  const second = new Int32Array(order.length);
  const leftCount = new Float64Array(order.length);
  const rightCount = new Float64Array(order.length);
  const leftWon = new Float64Array(order.length);
  const rightWon = new Float64Array(order.length);
  let pairs = 0;
  let previous = -1;
  for (let n = 0; n < order.length; n += 1) {
    const at = order[n] as number;
    const [l, r] = [left[at] as number, right[at] as number];
    const [won, lost] = [leftWins[at] as number, rightWins[at] as number];
    const first = l < r ? l : r;
    const other = l < r ? r : l;
    if (first !== previous || second[pairs - 1] !== other) {
      for (let item = previous + 1; item <= first; item += 1) starts[item] = pairs;
      previous = first;
      second[pairs] = other;
      pairs += 1;
    }
    const pair = pairs - 1;
    if (l === first) {
      leftCount[pair] = (leftCount[pair] as number) + won + lost;
      leftWon[pair] = (leftWon[pair] as number) + won;
    } else {
      rightCount[pair] = (rightCount[pair] as number) + won + lost;
      rightWon[pair] = (rightWon[pair] as number) + lost;
    }
  }
  for (let item = previous + 1; item <= size; item += 1) starts[item] = pairs;
  const cut = (array: Float64Array) => array.subarray(0, pairs);
  return {
    size,
    starts,
    second: second.subarray(0, pairs),
    leftCount: cut(leftCount),
    rightCount: cut(rightCount),
    leftWon: cut(leftWon),
    rightWon: cut(rightWon),
  };
}
