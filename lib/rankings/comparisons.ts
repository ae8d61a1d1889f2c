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
  readonly leftCount: Float64Array;
  readonly rightCount: Float64Array;
  /** How often it won there. */
  readonly leftWon: Float64Array;
  readonly rightWon: Float64Array;
  /** What each item won, and what the left side won: with the counts all that a likelihood knows of the outcomes. */
  readonly wins: Float64Array;
  readonly leftWins: number;
}

/** One comparison a place, with as many repetitions as its weights say. */
export interface Outcomes {
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  /** The weight of the wins of the left item, and of the right one. */
  readonly leftWins: ArrayLike<number>;
  readonly rightWins: ArrayLike<number>;
}

/** Numbers of a record: the second item, then what is added to the four numbers of its pair. */
const width = 5;

/**
 * Gathers outcomes into pairs, in time linear in both.
 * @throws RangeError for an item outside 0 … size − 1, or one against itself
 */
export function gather(size: number, { left, right, leftWins, rightWins }: Outcomes): Comparisons {
  const length = left.length;
  const next = new Int32Array(size + 1);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [left[at] as number, right[at] as number];
    if (!(a >= 0 && b >= 0 && a < size && b < size && a !== b))
      throw new RangeError(`no pair of ${size} items: ${a}, ${b}`);
    const first = Math.min(a, b);
    next[first + 1] = (next[first + 1] as number) + 1;
  }
  for (let i = 0; i < size; i += 1) next[i + 1] = (next[i + 1] as number) + (next[i] as number);
  const ends = next.slice(1);
  // Each outcome moves whole to its first item's place: what is read together lies together.
  const records = new Float64Array(length * width);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [left[at] as number, right[at] as number];
    const [won, lost] = [leftWins[at] as number, rightWins[at] as number];
    const isLeft = a < b;
    const first = isLeft ? a : b;
    const into = (next[first] as number) * width;
    next[first] = (next[first] as number) + 1;
    records[into] = isLeft ? b : a;
    records[into + (isLeft ? 1 : 2)] = won + lost;
    records[into + (isLeft ? 3 : 4)] = isLeft ? won : lost;
  }
  const into = builder(size, length);
  let at = 0;
  for (let first = 0; first < size; first += 1) {
    into.begin(first);
    for (; at < (ends[first] as number); at += 1) {
      const record = at * width;
      into.add(
        records[record] as number,
        records[record + 1] as number,
        records[record + 2] as number,
        records[record + 3] as number,
        records[record + 4] as number,
      );
    }
  }
  return into.finish();
}

/** Both together; the cost of a few added to many is that of a copy. */
export function combine(many: Comparisons, few: Comparisons): Comparisons {
  if (few.second.length === 0 && few.size === many.size) return many;
  const size = Math.max(many.size, few.size);
  const into = builder(size, many.second.length + few.second.length, many);
  const range = ({ size, starts }: Comparisons, item: number): [number, number] =>
    item < size ? [starts[item] as number, starts[item + 1] as number] : [0, 0];
  for (let first = 0; first < size; first += 1) {
    into.begin(first);
    const [from, to] = range(few, first);
    into.copy(many, range(many, first), to > from);
    for (let e = from; e < to; e += 1) {
      into.add(
        few.second[e] as number,
        few.leftCount[e] as number,
        few.rightCount[e] as number,
        few.leftWon[e] as number,
        few.rightWon[e] as number,
      );
    }
  }
  return into.finish();
}

/** Begins with the wins of `base`, whose pairs are then copied. */
function builder(size: number, capacity: number, base?: Comparisons) {
  const starts = new Int32Array(size + 1);
  const second = new Int32Array(capacity);
  const leftCount = new Float64Array(capacity);
  const rightCount = new Float64Array(capacity);
  const leftWon = new Float64Array(capacity);
  const rightWon = new Float64Array(capacity);
  const wins = new Float64Array(size);
  if (base) wins.set(base.wins);
  let leftWins = base?.leftWins ?? 0;
  let pairs = 0;
  let current = 0;
  /** Where the pair of the current item and another is, if it is after the current start. */
  const places = new Int32Array(size).fill(-1);

  return {
    /** Items come in order, each once. */
    begin(first: number) {
      current = first;
      starts[first] = pairs;
    },
    add(other: number, lc: number, rc: number, lw: number, rw: number) {
      let at = places[other] as number;
      if (at < (starts[current] as number)) {
        at = pairs;
        pairs += 1;
        places[other] = at;
        second[at] = other;
      }
      leftCount[at] = (leftCount[at] as number) + lc;
      rightCount[at] = (rightCount[at] as number) + rc;
      leftWon[at] = (leftWon[at] as number) + lw;
      rightWon[at] = (rightWon[at] as number) + rw;
      wins[current] = (wins[current] as number) + lw + rw;
      wins[other] = (wins[other] as number) + (lc - lw) + (rc - rw);
      leftWins += lw + (rc - rw);
    },
    /** The pairs of an item from elsewhere; `indexed` if more of it may be added. */
    copy(from: Comparisons, [start, end]: [number, number], indexed: boolean) {
      for (let e = start; e < end; e += 1) {
        second[pairs] = from.second[e] as number;
        leftCount[pairs] = from.leftCount[e] as number;
        rightCount[pairs] = from.rightCount[e] as number;
        leftWon[pairs] = from.leftWon[e] as number;
        rightWon[pairs] = from.rightWon[e] as number;
        if (indexed) places[from.second[e] as number] = pairs;
        pairs += 1;
      }
    },
    finish(): Comparisons {
      starts[size] = pairs;
      const cut = (array: Float64Array) => array.subarray(0, pairs);
      return {
        size,
        starts,
        second: second.subarray(0, pairs),
        leftCount: cut(leftCount),
        rightCount: cut(rightCount),
        leftWon: cut(leftWon),
        rightWon: cut(rightWon),
        wins,
        leftWins,
      };
    },
  };
}
