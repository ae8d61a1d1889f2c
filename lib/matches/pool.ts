import { createDeck, type Deck } from "./deck";

/** What is known of an image that may be drawn. */
export interface Drawable {
  readonly id: number;
  readonly ownerId: number;
  /** In log-odds; 0 before the first rated match. */
  readonly strength?: number | undefined;
  /** The standard deviation of the strength, in log-odds. */
  readonly sd?: number | undefined;
  /** How many matches a new image lacks of those that it was promised. */
  readonly lacks?: number | undefined;
}

/**
 * Every image that may be drawn. Images have places from 0, shuffled: neighbours are as good as drawn at random, and cost a walk
 * along memory where random ones cost a jump each. What is known of a place lies side by side in `facts`, for the same reason.
 */
export interface Pool {
  readonly ids: Int32Array;
  /** The places by id, ascending. */
  readonly places: Int32Array;
  /** `factWidth` numbers a place: see `fact`. */
  readonly facts: Float64Array;
  /** How many of the images each owner has. */
  readonly counts: ReadonlyMap<number, number>;
  /** What new images are still owed. The one part of a pool that draws change. */
  readonly deck: Deck;
  /** The sum of the weights of all anchors. */
  readonly anchorTotal: number;
}

/** Numbers a place in `facts`: a line of cache. */
export const factWidth = 8;

/** Where in its facts a place has its owner, its strength and variance, its weight as an anchor, what Walker's method needs
 * to draw it, its id, and what a match of it is worth: the variance and, once more where the best are, the weight. */
export const fact = { owner: 0, strength: 1, variance: 2, weight: 3, keep: 4, alias: 5, id: 6, worth: 7 } as const;

/** Of an image without a rated match: the prior of the fit. */
const unknownSd = Math.SQRT2;

/** `random`: from 0 to 1, 1 left out; shuffles the places. */
export function createPool(images: Iterable<Drawable>, random: () => number = Math.random): Pool {
  const shuffled = [...images];
  for (let n = shuffled.length - 1; n > 0; n -= 1) {
    const other = Math.floor((n + 1) * random());
    [shuffled[n], shuffled[other]] = [shuffled[other] as Drawable, shuffled[n] as Drawable];
  }
  const ids = Int32Array.from(shuffled, ({ id }) => id);
  const places = Int32Array.from(ids, (_, place) => place).sort((a, b) => (ids[a] as number) - (ids[b] as number));
  const facts = new Float64Array(shuffled.length * factWidth);
  const counts = new Map<number, number>();
  const lacking: [number, number][] = [];
  for (const [place, { id, ownerId, strength = 0, sd = unknownSd, lacks = 0 }] of shuffled.entries()) {
    facts.set([ownerId, strength, sd ** 2, 0, 0, 0, id], place * factWidth);
    counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
    if (lacks > 0) lacking.push([place, lacks]);
  }
  const anchorTotal = weighAnchors(facts);
  return { ids, places, facts, counts, deck: createDeck(lacking), anchorTotal };
}

/** The place of an image; −1 when it is not in the pool. */
export function placeOf({ ids, places }: Pool, id: number): number {
  let [from, to] = [0, places.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ids[places[middle] as number] as number) < id) from = middle + 1;
    else to = middle;
  }
  const place = places[from];
  return place !== undefined && ids[place] === id ? place : -1;
}

/** The strength that 85 of 100 images do not reach, from a sample where there are many. */
function topStrength(facts: Float64Array): number {
  const size = facts.length / factWidth;
  const stride = Math.max(1, Math.floor(size / 10_000));
  const sample: number[] = [];
  for (let place = 0; place < size; place += stride) sample.push(facts[place * factWidth + fact.strength] as number);
  sample.sort((a, b) => a - b);
  return sample[Math.floor(sample.length * 0.85)] ?? 0;
}

/**
 * Writes the anchors' weights and their alias table into the facts. Who deserves a match: whom little is known of, and above all
 * who may be among the best, [sd · (0.2 + σ(2(θ + sd − q85)))]².
 * @returns the sum of the weights
 * @see Walker 1977; Vose 1991, "A linear algorithm for generating random numbers with a given distribution"
 */
function weighAnchors(facts: Float64Array): number {
  const size = facts.length / factWidth;
  const top = topStrength(facts);
  const weight = Float64Array.from({ length: size }, (_, place) => {
    const variance = facts[place * factWidth + fact.variance] as number;
    const hope = 2 * ((facts[place * factWidth + fact.strength] as number) + Math.sqrt(variance) - top);
    return variance * (0.2 + 1 / (1 + Math.exp(-hope))) ** 2;
  });
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
  for (let place = 0; place < size; place += 1) {
    const at = place * factWidth;
    facts.set([weight[place] as number, keep[place] as number, alias[place] as number], at + fact.weight);
    facts[at + fact.worth] = (facts[at + fact.variance] as number) + (weight[place] as number);
  }
  return total;
}
