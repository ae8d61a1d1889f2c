import { centre, fitStrengths } from "./bradley-terry";
import { type Comparisons, combine } from "./comparisons";
import { type Curvature, derive, type Strengths } from "./likelihood";
import { localPairs } from "./local-pairs";
import { type Layer, multiply, solve } from "./solve";
import { errorsOf, renewSpread, type Spread, spreadOf } from "./sparse-errors";

/** The fit of many votes, held so that a few more cost little. All of it is of the many alone, at the last strengths. */
export interface Held {
  readonly comparisons: Comparisons;
  readonly side: boolean;
  readonly strengths: Strengths;
  /** Of the negative log-likelihood, without the ridge; the side's is at the end. */
  readonly gradient: Float64Array;
  /** Changed in place: a pair's weight is the one where one of its items last moved by more than `noticed`. */
  readonly curvature: Curvature;
  /** The strengths for which the pairs of each item were weighed. */
  readonly weighed: Strengths;
  readonly spread: Spread;
  /** What the few votes of the last refit were, item by item: see `signaturesOf`. */
  readonly few: Float64Array;
  /** How far the strengths are from the minimum, at most, for what was left out since all pairs were looked at; in log-odds. */
  readonly drift: number;
}

/** What is held while it is refitted: a copy, whose fields change one by one, so that it stays one shape of object to the engine. */
type State = { -readonly [Name in keyof Held]: Held[Name] };

interface Refitted {
  readonly held: Held;
  readonly strengths: Strengths;
  readonly se: Float64Array;
  readonly gammaSe: number;
}

interface Options {
  readonly ridge: number;
  readonly side: boolean;
  /** In log-odds: no strength is farther from where it would be best, were it to move alone. */
  readonly tolerance: number;
}

/** The pairs of an item that moved by less, in log-odds, are not weighed again: their weights are right to a thousandth. */
const noticed = 1e-3;
/** So far what is left out may lead at the worst, before all pairs are weighed again: a thirtieth of a point. In truth it is far less. */
const mostDrift = 5e-5;
const maxSteps = 8;

/** Fits many votes in full, from a start where there is one, and holds what a refit needs. */
export function holdFit(comparisons: Comparisons, options: Options, start?: Strengths): Held {
  const { theta, gamma, curvature, gradient } = fitStrengths(comparisons, { ...options, start });
  const strengths = { theta, gamma };
  const spread = spreadOf(comparisons, curvature, options);
  const few = new Float64Array(comparisons.size);
  return { comparisons, side: options.side, strengths, gradient, curvature, weighed: strengths, spread, few, drift: 0 };
}

/**
 * The fit of the votes that are held and of a few more, `few`, which has a number for every item.
 *
 * First the items of the few, and those whose pairs are due to be weighed again, are fitted alone, over their own pairs, while all
 * others stay: Newton's method, as in a full fit. What that does to all others is one linear system with the weights that are
 * held, as all others move by little; a second one where the first was not enough. The gradient at the end is exact for the
 * pairs of the items of the few and linear for all others: what that leaves out is bounded, the bounds are summed up, and when they
 * come to too much all pairs are weighed again.
 * @returns null when so much has changed that a full fit costs no more
 */
export function refit(held: Held, few: Comparisons, { ridge, side, tolerance }: Options): Refitted | null {
  const { size } = few;
  if (held.side !== side) return null;
  const { comparisons: many } = held;
  const state = grow(held, size, ridge);
  const signatures = signaturesOf(few);
  const hot = hotItems(state, signatures);
  state.few = signatures;
  const { comparisons: own, origin } = localPairs(many, hot, size);
  if (own.second.length > many.second.length / 4) return null;

  const before = derive(own, state.strengths);
  const start = { theta: state.strengths.theta, gamma: held.strengths.gamma };
  const alone = { ridge, side: false, advantage: start.gamma, tolerance: 10 * tolerance, isFree: hot };
  start.theta.set(fitStrengths(combine(own, few), { ...alone, start }).theta);
  let now = derive(own, start);
  move(state.gradient, now.gradient, before.gradient);
  let ownAsHeld = { comparisons: own, curvature: now.curvature };
  const oldWeights = weighAgain(ownAsHeld, origin, before.curvature.border, state.curvature);
  for (let i = 0; i < size; i += 1) if (hot[i] === 1) state.weighed.theta[i] = start.theta[i] as number;

  let added = derive(few, start);
  for (let steps = 0; ; steps += 1) {
    const { slope, largest } = slopeOf(state, added, { ridge, side });
    if (largest < tolerance) {
      if (state.drift <= mostDrift) break;
      weighAll(state, size);
      now = derive(own, state.strengths);
      ownAsHeld = { comparisons: own, curvature: now.curvature };
      continue;
    }
    if (steps === maxSteps) return null;
    const ofFew = { comparisons: few, curvature: added.curvature };
    const layers = [{ comparisons: many, curvature: state.curvature }, ofFew];
    const { x, residual } = solve(layers, { size, ridge, side, tolerance: 0, near: 0.8 * tolerance }, slope);
    // What the slope lost, but for the part of the ridge, the few and the pairs of hot items, the other pairs have lost …
    move(state.gradient, residual, slope);
    for (const layer of [ofFew, ownAsHeld]) add(state.gradient, multiply(layer, x, size), 1);
    add(state.gradient, x.subarray(0, size), ridge);
    take(state, x, hot);
    // … and the pairs of hot items what they lose in truth.
    const then = now;
    now = derive(own, state.strengths);
    move(state.gradient, now.gradient, then.gradient);
    added = derive(few, state.strengths);
  }
  const { strengths, curvature } = state;
  centre(strengths.theta);
  const diagonal = curvature.diagonal.slice();
  add(diagonal, added.curvature.diagonal, 1);
  const pairs = pairsOnce(ownAsHeld, oldWeights, few, strengths);
  state.spread = renewSpread(state.spread, { diagonal, ridge, hot, ...pairs });
  const errors = errorsOf(state.spread, diagonal, ridge);
  return { held: state, strengths, se: errors.items, gammaSe: errors.side };
}

/**
 * The pairs of hot items and the few, where both have a pair as one: what it takes off the precision of its ends is more than what its
 * two parts would. `oldWeights`: what all pairs had before the own ones were weighed again.
 */
function pairsOnce(own: Layer, ownOldWeights: Float32Array, few: Comparisons, strengths: Strengths) {
  const comparisons = combine(own.comparisons, few);
  const { curvature } = derive(comparisons, strengths);
  const oldWeights = curvature.weight.slice();
  const { starts } = own.comparisons;
  for (let i = 0; i < comparisons.size; i += 1) {
    // Those of one first item stay together, in their order, before what the few add.
    const offset = (comparisons.starts[i] as number) - (starts[i] as number);
    for (let n = starts[i] as number; n < (starts[i + 1] as number); n += 1) {
      const at = n + offset;
      const gained = (own.curvature.weight[n] as number) - (ownOldWeights[n] as number);
      oldWeights[at] = (oldWeights[at] as number) - gained;
    }
  }
  return { comparisons, weights: curvature.weight, oldWeights };
}

/** Takes a step, and adds to the drift what it leaves out of the pairs of items that are not hot. */
function take(state: State, x: Float64Array, hot: Uint8Array): void {
  const { strengths, weighed } = state;
  const { theta } = strengths;
  const turn = x[theta.length] ?? 0;
  const gamma = strengths.gamma - turn;
  let [step, away] = [0, 0];
  for (let i = 0; i < theta.length; i += 1) {
    const by = x[i] as number;
    theta[i] = (theta[i] as number) - by;
    if (hot[i] === 1) continue;
    step = Math.max(step, Math.abs(by));
    away = Math.max(away, Math.abs((theta[i] as number) - (weighed.theta[i] as number)));
  }
  // A weight changes by no more than itself times the way of the difference that it belongs to, of two strengths and the side.
  const off = 2 * (away + noticed) + Math.abs(gamma - weighed.gamma);
  state.strengths = { theta, gamma };
  state.drift += (2 * step + Math.abs(turn)) * (off + step);
}

/** Weighs all pairs at the strengths: nothing is left out then. */
function weighAll(state: State, size: number): void {
  const { comparisons, strengths } = state;
  const { theta, gamma } = strengths;
  const { gradient, curvature } = derive(comparisons, { theta: theta.slice(0, comparisons.size), gamma });
  state.gradient = growGradient(gradient, size);
  state.curvature = growCurvature(curvature, size);
  state.weighed = { theta: theta.slice(), gamma };
  state.drift = 0;
}

/** `numbers` with 0 for each item more. */
function longer(numbers: Float64Array, length: number): Float64Array {
  const grown = new Float64Array(length);
  grown.set(numbers);
  return grown;
}

/** The side's number stays at the end. */
function growGradient(gradient: Float64Array, size: number): Float64Array {
  const grown = longer(gradient.subarray(0, -1), size + 1);
  grown[size] = gradient.at(-1) as number;
  return grown;
}

const growStrengths = ({ theta, gamma }: Strengths, size: number): Strengths => ({ theta: longer(theta, size), gamma });

const growCurvature = ({ weight, diagonal, border, side }: Curvature, size: number): Curvature => ({
  weight,
  diagonal: longer(diagonal, size),
  border: longer(border, size),
  side,
});

/** Of an item that has no pairs yet, the ridge is all that is known. */
const growSpread = ({ taken, precision, lean, sideVariance }: Spread, size: number, ridge: number): Spread => ({
  taken: longer(taken, size),
  precision: longer(precision, size).fill(ridge, precision.length),
  lean: longer(lean, size),
  sideVariance,
});

/** What is held, for more items; copies of all that a refit changes but for the weights. */
const grow = (held: Held, size: number, ridge: number): State => ({
  comparisons: held.comparisons,
  side: held.side,
  strengths: growStrengths(held.strengths, size),
  gradient: growGradient(held.gradient, size),
  curvature: growCurvature(held.curvature, size),
  weighed: growStrengths(held.weighed, size),
  spread: growSpread(held.spread, size, ridge),
  few: longer(held.few, size),
  drift: held.drift,
});

/** A number an item that is another whenever its pairs are. */
function signaturesOf({ size, starts, second, leftCount, rightCount, leftWon, rightWon }: Comparisons): Float64Array {
  const signatures = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    for (let e = starts[i] as number; e < (starts[i + 1] as number); e += 1) {
      const j = second[e] as number;
      const what =
        Math.SQRT2 * (leftCount[e] as number) +
        Math.LN2 * (rightCount[e] as number) +
        Math.PI * (leftWon[e] as number) +
        Math.E * (rightWon[e] as number);
      const which = what * (1 + Math.sin(i + 1) ** 2 + Math.cos(j + 1) ** 2);
      signatures[i] = (signatures[i] as number) + which;
      signatures[j] = (signatures[j] as number) + which;
    }
  }
  return signatures;
}

/** Items whose few votes are not those of the last time, and those that moved so far that their pairs are to be weighed again. */
function hotItems({ strengths, weighed, few }: Held, signatures: Float64Array): Uint8Array {
  const hot = new Uint8Array(signatures.length);
  for (let i = 0; i < hot.length; i += 1) {
    const way = Math.abs((strengths.theta[i] as number) - (weighed.theta[i] as number));
    if (signatures[i] !== few[i] || way > noticed) hot[i] = 1;
  }
  return hot;
}

/** Adds what there is now in place of what there was, from the beginning on. */
function move(sum: Float64Array, now: Float64Array, before: Float64Array): void {
  for (let i = 0; i < now.length; i += 1) sum[i] = (sum[i] as number) + (now[i] as number) - (before[i] as number);
}

/** Adds so many times `part`, from the beginning on. */
function add(sum: Float64Array, part: Float64Array, times: number): void {
  for (let i = 0; i < part.length; i += 1) sum[i] = (sum[i] as number) + times * (part[i] as number);
}

/**
 * Puts the weights of some pairs into the curvature of all. `origin`: where those lie there; `border`: what they had in it.
 * @returns the weights that it had for them
 */
function weighAgain(
  { comparisons, curvature }: Layer,
  origin: Int32Array,
  border: Float64Array,
  all: Curvature,
): Float32Array {
  const { size, starts, second } = comparisons;
  const old = new Float32Array(second.length);
  for (let i = 0; i < size; i += 1) {
    for (let n = starts[i] as number; n < (starts[i + 1] as number); n += 1) {
      const [e, j] = [origin[n] as number, second[n] as number];
      const [was, is] = [all.weight[e] as number, curvature.weight[n] as number];
      old[n] = was;
      all.weight[e] = is;
      all.diagonal[i] = (all.diagonal[i] as number) + is - was;
      all.diagonal[j] = (all.diagonal[j] as number) + is - was;
      all.side += is - was;
    }
  }
  move(all.border, curvature.border, border);
  return old;
}

/** The gradient of all, and at most how far the minimum is, in log-odds, were each item alone. */
function slopeOf(
  { gradient, curvature, strengths }: Pick<Held, "gradient" | "curvature" | "strengths">,
  few: { readonly gradient: Float64Array; readonly curvature: Curvature },
  { ridge, side }: { ridge: number; side: boolean },
): { slope: Float64Array; largest: number } {
  const size = strengths.theta.length;
  const slope = new Float64Array(side ? size + 1 : size);
  let largest = 0;
  for (let i = 0; i < slope.length; i += 1) {
    const own = i < size;
    const known = own
      ? (curvature.diagonal[i] as number) + (few.curvature.diagonal[i] as number) + ridge
      : curvature.side + few.curvature.side;
    slope[i] =
      (gradient[i] as number) + (few.gradient[i] as number) + (own ? ridge * (strengths.theta[i] as number) : 0);
    if (known > 0) largest = Math.max(largest, Math.abs(slope[i] as number) / known);
  }
  return { slope, largest };
}
