/**
 * Paired comparisons of `size` items, each unordered pair once, by its first item, which is the smaller number. Counts are
 * weights: any numbers from 0. What happened is kept apart by which of the two was on the left.
 */
export interface Comparisons {
  readonly size: number;
  /** The pairs whose first item is i are those from `starts[i]` up to `starts[i + 1]`, in no order. */
  readonly starts: Int32Array;
  readonly second: Int32Array;
  /** How often the first item was on the left, on the right. */
  readonly leftCount: Weights;
  readonly rightCount: Weights;
  /** How often it won there. */
  readonly leftWon: Weights;
  readonly rightWon: Weights;
  /** How often each item was compared. */
  readonly matches: Float64Array;
  /** What each item won, and what the left side won: with the counts all that a likelihood knows of the outcomes. */
  readonly wins: Float64Array;
  readonly leftWins: number;
}

/** Single precision for votes, which are ones and halves and so exact; double for weights from elsewhere. */
export type Weights = Float32Array | Float64Array;

/** One comparison a place, with as many repetitions as its weights say. */
export interface Outcomes {
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  /** The weight of the wins of the left item, and of the right one. */
  readonly leftWins: ArrayLike<number>;
  readonly rightWins: ArrayLike<number>;
}

/** Outcomes are first put into so many heaps at most, by their first item: each heap is then sorted within the cache. */
const heaps = 512;

/**
 * Gathers outcomes into pairs, in time linear in both.
 * @throws RangeError for an item outside 0 … size − 1, or one against itself
 */
export function gather(size: number, { left, right, leftWins, rightWins }: Outcomes): Comparisons {
  const length = left.length;
  const isExact = [leftWins, rightWins].every((wins) => wins instanceof Uint8Array || wins instanceof Float32Array);
  // Where the outcomes of each first item begin among all, in the order of the items.
  const places = new Int32Array(size + 1);
  for (let at = 0; at < length; at += 1) {
    const a = left[at] as number;
    const b = right[at] as number;
    if (!(a >= 0 && b >= 0 && a < size && b < size && a !== b))
      throw new RangeError(`no pair of ${size} items: ${a}, ${b}`);
    const first = Math.min(a, b);
    places[first + 1] = (places[first + 1] as number) + 1;
  }
  for (let i = 0; i < size; i += 1) places[i + 1] = (places[i + 1] as number) + (places[i] as number);
  const begins = places.slice();

  let shift = 0;
  while (size >> shift >= heaps) shift += 1;
  const next = new Int32Array((size >> shift) + 1);
  for (let heap = 0; heap < next.length; heap += 1) next[heap] = places[heap << shift] as number;
  // The first item, and twice the second with a one where the first was on the left; what the first won and lost.
  const items = new Int32Array(2 * length);
  const weights = isExact ? new Float32Array(2 * length) : new Float64Array(2 * length);
  for (let at = 0; at < length; at += 1) {
    const a = left[at] as number;
    const b = right[at] as number;
    const isLeft = a < b;
    const heap = (isLeft ? a : b) >> shift;
    const into = 2 * (next[heap] as number);
    next[heap] = (next[heap] as number) + 1;
    items[into] = isLeft ? a : b;
    items[into + 1] = isLeft ? 2 * b + 1 : 2 * a;
    weights[into] = (isLeft ? leftWins[at] : rightWins[at]) as number;
    weights[into + 1] = (isLeft ? rightWins[at] : leftWins[at]) as number;
  }
  const order = new Int32Array(length);
  for (let at = 0; at < length; at += 1) {
    const first = items[2 * at] as number;
    const place = begins[first] as number;
    begins[first] = place + 1;
    order[place] = at;
  }
  return merge(size, { places, order, items, weights });
}

interface Sorted {
  readonly places: Int32Array;
  readonly order: Int32Array;
  readonly items: Int32Array;
  readonly weights: Weights;
}

/** Makes one pair of the outcomes of each, which lie by their first item. */
function merge(size: number, { places, order, items, weights }: Sorted): Comparisons {
  const into = empty(size, order.length, weights instanceof Float32Array);
  const { starts, second, leftCount, rightCount, leftWon, rightWon, matches, wins } = into;
  /** Where the pair of the current item and another is, if it is after the current start. */
  const known = new Int32Array(size).fill(-1);
  let leftWins = 0;
  let pairs = 0;
  for (let first = 0; first < size; first += 1) {
    const start = pairs;
    const end = places[first + 1] as number;
    let count = 0;
    let gained = 0;
    for (let n = places[first] as number; n < end; n += 1) {
      const from = 2 * (order[n] as number);
      const code = items[from + 1] as number;
      const other = code >> 1;
      const won = weights[from] as number;
      const lost = weights[from + 1] as number;
      let at = known[other] as number;
      if (at < start) {
        at = pairs;
        pairs += 1;
        known[other] = at;
        second[at] = other;
      }
      if ((code & 1) === 1) {
        leftCount[at] = (leftCount[at] as number) + won + lost;
        leftWon[at] = (leftWon[at] as number) + won;
        leftWins += won;
      } else {
        rightCount[at] = (rightCount[at] as number) + won + lost;
        rightWon[at] = (rightWon[at] as number) + won;
        leftWins += lost;
      }
      count += won + lost;
      gained += won;
      matches[other] = (matches[other] as number) + won + lost;
      wins[other] = (wins[other] as number) + lost;
    }
    matches[first] = (matches[first] as number) + count;
    wins[first] = (wins[first] as number) + gained;
    starts[first + 1] = pairs;
  }
  return cut(into, pairs, leftWins);
}

/** Both together; the cost of a few added to many is that of a copy. */
export function combine(many: Comparisons, few: Comparisons): Comparisons {
  if (few.second.length === 0 && few.size === many.size) return many;
  const size = Math.max(many.size, few.size);
  const isExact = [many, few].every(({ leftCount }) => leftCount instanceof Float32Array);
  const into = empty(size, many.second.length + few.second.length, isExact);
  const known = new Int32Array(size).fill(-1);
  for (const part of [many, few]) {
    for (let i = 0; i < part.size; i += 1) {
      into.matches[i] = (into.matches[i] as number) + (part.matches[i] as number);
      into.wins[i] = (into.wins[i] as number) + (part.wins[i] as number);
    }
  }
  let pairs = 0;
  let copied = 0;
  /** The pairs of `many` that lie before `until` and were not copied yet, all in one piece. */
  const copy = (until: number) => {
    if (until === copied) return;
    for (const column of columns) into[column].set(many[column].subarray(copied, until), pairs);
    pairs += until - copied;
    copied = until;
  };
  for (let first = 0; first < size; first += 1) {
    const [from, to] = rangeOf(few, first);
    if (to > from) {
      const [start, end] = rangeOf(many, first);
      copy(start);
      const offset = pairs - copied;
      copy(end);
      for (let e = start; e < end; e += 1) known[many.second[e] as number] = e + offset;
      for (let e = from; e < to; e += 1) {
        const other = few.second[e] as number;
        let at = known[other] as number;
        if (at < start + offset) {
          at = pairs;
          pairs += 1;
          known[other] = at;
          into.second[at] = other;
        }
        for (const column of counts) into[column][at] = (into[column][at] as number) + (few[column][e] as number);
      }
    }
    into.starts[first + 1] = pairs + (rangeOf(many, first)[1] - copied);
  }
  copy(many.second.length);
  return cut(into, pairs, many.leftWins + few.leftWins);
}

/** The pairs whose first item is this one; none for an item that came later. */
const rangeOf = ({ size, starts, second }: Comparisons, first: number): readonly [from: number, to: number] =>
  first < size ? [starts[first] as number, starts[first + 1] as number] : [second.length, second.length];

const counts = ["leftCount", "rightCount", "leftWon", "rightWon"] as const;
const columns = ["second", ...counts] as const;

function empty(size: number, capacity: number, isExact: boolean) {
  const column = (): Weights => (isExact ? new Float32Array(capacity) : new Float64Array(capacity));
  return {
    size,
    starts: new Int32Array(size + 1),
    second: new Int32Array(capacity),
    leftCount: column(),
    rightCount: column(),
    leftWon: column(),
    rightWon: column(),
    matches: new Float64Array(size),
    wins: new Float64Array(size),
  };
}

/** Field by field, here and in `localPairs`: the engine sees one shape of object, and compiles the loops over pairs once. */
const cut = (into: ReturnType<typeof empty>, pairs: number, leftWins: number): Comparisons => ({
  size: into.size,
  starts: into.starts,
  second: into.second.subarray(0, pairs),
  leftCount: into.leftCount.subarray(0, pairs),
  rightCount: into.rightCount.subarray(0, pairs),
  leftWon: into.leftWon.subarray(0, pairs),
  rightWon: into.rightWon.subarray(0, pairs),
  matches: into.matches,
  wins: into.wins,
  leftWins,
});
