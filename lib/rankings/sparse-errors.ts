import type { Comparisons } from "./comparisons";
import type { StandardErrors } from "./covariance";
import type { Curvature } from "./likelihood";
import { solve } from "./solve";

const maxRounds = 60;
/** Rounds end when no precision is to change by more than this part of itself. */
const closeness = 1e-4;

/** What approximates the diagonal of H⁻¹, in a form that can be brought up to date where little has changed. */
export interface Spread {
  /** What each item's pairs take off its precision: that is its diagonal number in H over 1 + half of this. */
  readonly taken: Float64Array;
  readonly precision: Float64Array;
  /** H's part of the strengths, solved for the side's row: what a strength owes to not knowing the side. */
  readonly lean: Float64Array;
  /** The variance of the side's advantage; 0 when it was not fitted. */
  readonly sideVariance: number;
}

/**
 * Standard errors where a dense inverse is out of the question: the diagonal of H⁻¹ by Gaussian belief propagation, linear in the
 * number of pairs. Exact when the graph of pairs is a tree; with cycles it leaves out what returns to an image around one, which
 * is little in a graph that is large and sparse, or in which each has many neighbours. The side's row is added exactly, by a Schur complement.
 * The tests say how far it is from the dense inverse.
 *
 * Messages are not kept: at the fixed point the two of a pair follow from the precisions of its ends, P and Q, and its weight w. They take
 * P·t/2 and Q·t/2 off them with t = √(1 + 4w²/PQ) − 1.
 * @see Weiss & Freeman 2001, "Correctness of belief propagation in Gaussian graphical models of arbitrary topology";
 * Malioutov, Johnson & Willsky 2006, "Walk-sums and belief propagation in Gaussian graphical models"
 */
export function sparseErrors(
  comparisons: Comparisons,
  { curvature }: { readonly curvature: Curvature },
  options: { ridge: number; side: boolean },
): StandardErrors {
  return errorsOf(spreadOf(comparisons, curvature, options), curvature.diagonal, options.ridge);
}

export function spreadOf(
  comparisons: Comparisons,
  curvature: Curvature,
  { ridge, side }: { ridge: number; side: boolean },
): Spread {
  const known = precisions(comparisons, curvature, ridge);
  const { border } = curvature;
  const { taken, precision } = known;
  if (!side || !(curvature.side > 0))
    return { taken, precision, lean: new Float64Array(comparisons.size), sideVariance: 0 };
  const options = { size: comparisons.size, ridge, side: false, tolerance: 1e-2 };
  const { x: lean } = solve([{ comparisons, curvature }], options, border);
  let left = curvature.side;
  for (let i = 0; i < lean.length; i += 1) left -= (border[i] as number) * (lean[i] as number);
  return { taken, precision, lean, sideVariance: left > 0 ? 1 / left : 0 };
}

/** `diagonal`: of H without the ridge. */
export function errorsOf({ taken, lean, sideVariance }: Spread, diagonal: Float64Array, ridge: number): StandardErrors {
  const size = diagonal.length;
  // With a ridge the mean itself has the variance 1/λn, which no walk along a tree sees.
  const common = ridge > 0 ? 1 / (ridge * size) : 0;
  const items = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const known = diagonal[i] as number;
    const variance = (1 + (taken[i] as number) / 2) / (known + ridge) + (known > 0 ? common : 0);
    items[i] = Math.sqrt(variance + (lean[i] as number) ** 2 * sideVariance);
  }
  return { items, side: Math.sqrt(sideVariance) };
}

function precisions(
  { size, starts, second }: Comparisons,
  { weight, diagonal }: Curvature,
  ridge: number,
): Pick<Spread, "taken" | "precision"> {
  // Precision and what is taken off it side by side: the pairs jump to items at random, and each jump is one line of cache.
  const nodes = new Float64Array(2 * size);
  for (let i = 0; i < size; i += 1) nodes[2 * i] = (diagonal[i] as number) + ridge;
  let first: number | undefined;
  for (let round = 0; round < maxRounds; round += 1) {
    for (let i = 0; i < size; i += 1) {
      const four = 4 / (nodes[2 * i] as number);
      const end = starts[i + 1] as number;
      let sum = 0;
      for (let e = starts[i] as number; e < end; e += 1) {
        const j = 2 * (second[e] as number);
        const w = weight[e] as number;
        const t = Math.sqrt(1 + (four * w * w) / (nodes[j] as number)) - 1;
        sum += t;
        nodes[j + 1] = (nodes[j + 1] as number) + t;
      }
      nodes[2 * i + 1] = (nodes[2 * i + 1] as number) + sum;
    }
    let change = 0;
    for (let i = 0; i < size; i += 1) {
      const next = ((diagonal[i] as number) + ridge) / (1 + (nodes[2 * i + 1] as number) / 2);
      if (next > 0) change = Math.max(change, Math.abs(1 - next / (nodes[2 * i] as number)));
      nodes[2 * i] = next;
    }
    // A round changes what the one before changed by about the part that the first one changed.
    first ??= change;
    if (change * first < closeness || round === maxRounds - 1) break;
    for (let i = 0; i < size; i += 1) nodes[2 * i + 1] = 0;
  }
  const pick = (at: number) => Float64Array.from({ length: size }, (_, i) => nodes[2 * i + at] as number);
  return { taken: pick(1), precision: pick(0) };
}

const maxRenewals = 10;

/**
 * Brings a spread up to date where little has changed. `comparisons`: all pairs of the `hot` items, each once, which are summed up
 * anew; they were known with `oldWeights`, so their other items get the difference. What those then do to third items is left
 * out: it is the square of little. So is what a few votes do to what a strength owes to the side.
 */
export function renewSpread(
  { taken: known, precision: before, lean, sideVariance }: Spread,
  {
    diagonal,
    ridge,
    hot,
    comparisons,
    weights,
    oldWeights,
  }: {
    diagonal: Float64Array;
    ridge: number;
    hot: Uint8Array;
    comparisons: Comparisons;
    weights: Float32Array;
    oldWeights: Float32Array;
  },
): Spread {
  const count = known.length;
  const taken = known.slice();
  const precision = new Float64Array(count);
  /** @returns the largest change, as a part */
  const renew = () => {
    let change = 0;
    for (let i = 0; i < count; i += 1) {
      const next = ((diagonal[i] as number) + ridge) / (1 + (taken[i] as number) / 2);
      change = Math.max(change, Math.abs(1 - (precision[i] as number) / next));
      precision[i] = next;
    }
    return change;
  };
  renew();
  for (let round = 0, change = 1; round < maxRenewals && change > closeness; round += 1) {
    for (let i = 0; i < count; i += 1) if (hot[i] === 1) taken[i] = 0;
    addTaken(comparisons, weights, precision, taken, hot, 1);
    change = renew();
  }
  const cold = hot.map((isHot) => 1 - isHot);
  addTaken(comparisons, oldWeights, before, taken, cold, -1);
  addTaken(comparisons, weights, precision, taken, cold, 1);
  renew();
  return { taken, precision, lean, sideVariance };
}

/** Adds `sign` times what each pair takes off its ends, to those that are `chosen`. */
function addTaken(
  { size, starts, second }: Comparisons,
  weight: Float32Array,
  precision: Float64Array,
  taken: Float64Array,
  chosen: Uint8Array,
  sign: number,
): void {
  for (let i = 0; i < size; i += 1) {
    const four = 4 / (precision[i] as number);
    const end = starts[i + 1] as number;
    let sum = 0;
    for (let e = starts[i] as number; e < end; e += 1) {
      const j = second[e] as number;
      const w = weight[e] as number;
      const t = sign * (Math.sqrt(1 + (four * w * w) / (precision[j] as number)) - 1);
      sum += t;
      taken[j] = (taken[j] as number) + t * (chosen[j] as number);
    }
    taken[i] = (taken[i] as number) + sum * (chosen[i] as number);
  }
}
