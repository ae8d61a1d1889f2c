/** What is known of an image that may be drawn. */
export interface Drawable {
  readonly id: number;
  readonly ownerId: number;
  /** In log-odds; 0 before the first rated match. */
  readonly strength?: number | undefined;
  /** The standard deviation of the strength, in log-odds. */
  readonly sd?: number | undefined;
  /** Is it new, with fewer matches than it was promised? */
  readonly isFresh?: boolean | undefined;
}

/**
 * Every image that may be drawn. Images have places from 0, in the order of their ids; owner, strength and variance of a place
 * lie side by side in `facts`, so that a look at a random image costs one line of memory, however many there are.
 */
export interface Pool {
  readonly ids: Int32Array;
  readonly facts: Float64Array;
  /** How many of the images each owner has. */
  readonly counts: ReadonlyMap<number, number>;
  /** The places of new images that lack matches. */
  readonly fresh: Int32Array;
  /** Weights of the anchors: Walker's alias method, one look-up a draw. */
  readonly anchors: {
    readonly weight: Float64Array;
    readonly keep: Float64Array;
    readonly alias: Int32Array;
    readonly total: number;
  };
}

/** Numbers a place in `facts`. */
export const factWidth = 4;

/** Of an image without a rated match: the prior of the fit. */
const unknownSd = Math.SQRT2;

export function createPool(images: Iterable<Drawable>): Pool {
  const sorted = [...images].sort((a, b) => a.id - b.id);
  const ids = Int32Array.from(sorted, ({ id }) => id);
  const facts = new Float64Array(sorted.length * factWidth);
  const counts = new Map<number, number>();
  const fresh: number[] = [];
  for (const [place, { ownerId, strength = 0, sd = unknownSd, isFresh }] of sorted.entries()) {
    facts[place * factWidth] = ownerId;
    facts[place * factWidth + 1] = strength;
    facts[place * factWidth + 2] = sd ** 2;
    counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
    if (isFresh) fresh.push(place);
  }
  return { ids, facts, counts, fresh: Int32Array.from(fresh), anchors: aliasTable(anchorWeights(facts)) };
}

/** The place of an image; −1 when it is not in the pool. */
export function placeOf({ ids }: Pool, id: number): number {
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ids[middle] as number) < id) from = middle + 1;
    else to = middle;
  }
  return ids[from] === id ? from : -1;
}

/** The strength that 85 of 100 images do not reach, from a sample where there are many. */
function topStrength(facts: Float64Array): number {
  const size = facts.length / factWidth;
  const stride = Math.max(1, Math.floor(size / 10_000));
  const sample: number[] = [];
  for (let place = 0; place < size; place += stride) sample.push(facts[place * factWidth + 1] as number);
  sample.sort((a, b) => a - b);
  return sample[Math.floor(sample.length * 0.85)] ?? 0;
}

/** Who deserves a match: whom little is known of, and above all who may be among the best. [sd · (0.15 + σ(2(θ + sd − q85)))]² */
function anchorWeights(facts: Float64Array): Float64Array {
  const top = topStrength(facts);
  return Float64Array.from({ length: facts.length / factWidth }, (_, place) => {
    const variance = facts[place * factWidth + 2] as number;
    const hope = 2 * ((facts[place * factWidth + 1] as number) + Math.sqrt(variance) - top);
    return variance * (0.15 + 1 / (1 + Math.exp(-hope))) ** 2;
  });
}

/** @see Walker 1977; Vose 1991, "A linear algorithm for generating random numbers with a given distribution" */
function aliasTable(weight: Float64Array): Pool["anchors"] {
  const size = weight.length;
  const total = weight.reduce((sum, each) => sum + each, 0);
  const keep = weight.map((each) => (each * size) / total);
  const alias = new Int32Array(size);
  const open = new Int32Array(size);
  // Those with too little from the front, those with too much from the back.
  let few = 0;
  let many = size;
  for (let place = 0; place < size; place += 1) {
    if ((keep[place] as number) < 1) open[few++] = place;
    else open[--many] = place;
  }
  let next = 0;
  while (next < few && many < size) {
    const poor = open[next++] as number;
    const rich = open[many] as number;
    alias[poor] = rich;
    keep[rich] = (keep[rich] as number) + (keep[poor] as number) - 1;
    if ((keep[rich] as number) < 1) {
      many += 1;
      open[few++] = rich;
    }
  }
  // What rounding left over is all its own.
  for (; next < few; next += 1) keep[open[next] as number] = 1;
  for (; many < size; many += 1) keep[open[many] as number] = 1;
  return { weight, keep, alias, total };
}
