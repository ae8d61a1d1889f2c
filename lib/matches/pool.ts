import { createDeck, type Deck, type Lacking } from "./deck";

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

/** What one owner has in a pool. */
interface Share {
  images: number;
  /** Of anchors. */
  weight: number;
}

/**
 * Every image that may be drawn. Images have places from 0, shuffled: neighbours are as good as drawn at random, and cost a walk
 * along memory where random ones cost a jump each. What is looked at of an opponent lies side by side, for the same reason: two whole
 * numbers a place, its id and its owner, and two others, its strength and what a match of it is worth: see `look`.
 */
export interface Pool {
  readonly size: number;
  readonly whole: Int32Array;
  readonly real: Float64Array;
  /** Of each place its weight as an anchor, and what Walker's method needs to draw it: see `weighAnchors`. */
  readonly weight: Float64Array;
  readonly keep: Float64Array;
  readonly alias: Int32Array;
  /** The sum of the weights. */
  readonly anchorTotal: number;
  /** The place of an image; −1 when it is not in the pool. */
  readonly placeOf: (id: number) => number;
  readonly shares: ReadonlyMap<number, Share>;
  /** What new images are still owed. The one part of a pool that draws change. */
  readonly deck: Deck;
}

export const lookWidth = 2;

/** Where a place has these numbers. What a match is worth: the variance and, once more where the best are, the weight. */
export const look = { id: 0, owner: 1, strength: 0, worth: 1 } as const;

export const idAt = ({ whole }: Pool, place: number): number => whole[place * lookWidth + look.id] as number;
export const ownerAt = ({ whole }: Pool, place: number): number => whole[place * lookWidth + look.owner] as number;

/** Of an image without a rated match: the prior of the fit. */
const unknownSd = Math.SQRT2;

/** So many places are dealt with between two pauses. */
const slice = 20_000;

/** `random`: from 0 to 1, 1 left out; shuffles the places. */
export function createPool(images: Iterable<Drawable>, random: () => number = Math.random): Pool {
  const steps = buildPool([...images], random);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Builds a pool, with a pause after every slice: a large one takes a second in all, and nobody is to wait for it. */
export function* buildPool(images: readonly Drawable[], random: () => number = Math.random): Generator<void, Pool> {
  const size = images.length;
  const order = Int32Array.from({ length: size }, (_, n) => n);
  for (let n = size - 1; n > 0; n -= 1) {
    const other = Math.floor((n + 1) * random());
    const kept = order[n] as number;
    order[n] = order[other] as number;
    order[other] = kept;
    if (n % slice === 0) yield;
  }
  const whole = new Int32Array(lookWidth * size);
  const real = new Float64Array(lookWidth * size);
  const variance = new Float64Array(size);
  const lacking: Lacking[] = [];
  let largest = 0;
  for (let place = 0; place < size; place += 1) {
    const { id, ownerId, strength = 0, sd = unknownSd, lacks = 0 } = images[order[place] as number] as Drawable;
    const at = place * lookWidth;
    whole[at + look.id] = id;
    whole[at + look.owner] = ownerId;
    real[at + look.strength] = strength;
    variance[place] = sd ** 2;
    if (lacks > 0) lacking.push({ place, ownerId, matches: lacks });
    largest = Math.max(largest, id);
    if (place % slice === 0) yield;
  }
  const { weight, keep, alias, anchorTotal } = yield* weighAnchors(real, variance);
  const shares = new Map<number, Share>();
  const places = numbered(size, largest);
  for (let place = 0; place < size; place += 1) {
    const at = place * lookWidth;
    real[at + look.worth] = (variance[place] as number) + (weight[place] as number);
    places.set(whole[at + look.id] as number, place);
    const owner = whole[at + look.owner] as number;
    const share = shares.get(owner);
    if (share) {
      share.images += 1;
      share.weight += weight[place] as number;
    } else shares.set(owner, { images: 1, weight: weight[place] as number });
    if (place % slice === 0) yield;
  }
  const deck = createDeck(lacking);
  return { size, whole, real, weight, keep, alias, anchorTotal, placeOf: places.find, shares, deck };
}

/** Places by id: a list while ids lie near each other, as they do when they are given in turn. */
function numbered(size: number, largest: number) {
  if (largest > 32 * size + 65_536) {
    const places = new Map<number, number>();
    return {
      set: (id: number, place: number) => void places.set(id, place),
      find: (id: number) => places.get(id) ?? -1,
    };
  }
  const places = new Int32Array(largest + 1).fill(-1);
  return {
    set: (id: number, place: number) => {
      places[id] = place;
    },
    find: (id: number) => places[id] ?? -1,
  };
}

/** The strength that 85 of 100 images do not reach, from a sample where there are many. */
function topStrength(real: Float64Array): number {
  const size = real.length / lookWidth;
  const stride = Math.max(1, Math.floor(size / 10_000));
  const sample: number[] = [];
  for (let place = 0; place < size; place += stride) sample.push(real[place * lookWidth + look.strength] as number);
  sample.sort((a, b) => a - b);
  return sample[Math.floor(sample.length * 0.85)] ?? 0;
}

/**
 * The anchors' weights and their alias table. Who deserves a match: whom little is known of, and above all who may be among the
 * best, [sd · (0.2 + σ(2(θ + sd − q85)))]².
 * @see Walker 1977; Vose 1991, "A linear algorithm for generating random numbers with a given distribution"
 */
function* weighAnchors(
  real: Float64Array,
  variance: Float64Array,
): Generator<void, Pick<Pool, "weight" | "keep" | "alias" | "anchorTotal">> {
  const size = variance.length;
  const top = topStrength(real);
  const weight = new Float64Array(size);
  let anchorTotal = 0;
  for (let place = 0; place < size; place += 1) {
    const known = variance[place] as number;
    const hope = 2 * ((real[place * lookWidth + look.strength] as number) + Math.sqrt(known) - top);
    weight[place] = known * (0.2 + 1 / (1 + Math.exp(-hope))) ** 2;
    anchorTotal += weight[place] as number;
    if (place % slice === 0) yield;
  }
  const part = new Float64Array(size);
  const alias = new Int32Array(size);
  const open = new Int32Array(size);
  // Those with too little from the front, those with too much from the back.
  let few = 0;
  let many = size;
  for (let place = 0; place < size; place += 1) {
    part[place] = ((weight[place] as number) * size) / anchorTotal;
    if ((part[place] as number) < 1) open[few++] = place;
    else open[--many] = place;
    if (place % slice === 0) yield;
  }
  let next = 0;
  while (next < few && many < size) {
    const poor = open[next++] as number;
    const rich = open[many] as number;
    alias[poor] = rich;
    part[rich] = (part[rich] as number) + (part[poor] as number) - 1;
    if ((part[rich] as number) < 1) {
      many += 1;
      open[few++] = rich;
    }
    if (next % slice === 0) yield;
  }
  // What rounding left over is all its own.
  for (; next < few; next += 1) part[open[next] as number] = 1;
  for (; many < size; many += 1) part[open[many] as number] = 1;
  return { weight, keep: part, alias, anchorTotal };
}
