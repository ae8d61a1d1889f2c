import type { Fit } from "./bradley-terry";
import type { Comparisons } from "./comparisons";
import type { StandardErrors } from "./covariance";
import { solve } from "./solve";

const maxRounds = 40;
/** Rounds end when no precision is to change by more than this part of itself. */
const closeness = 1e-4;

/**
 * Standard errors where a dense inverse is out of the question: the diagonal of H⁻¹ by Gaussian belief propagation, linear in the
 * number of pairs. Exact when the graph of pairs is a tree; with cycles it leaves out what returns to an image around one, which
 * is little in a graph that is large and sparse, or in which each has many neighbours. The side's row is added exactly, by a Schur complement.
 * The tests say how far it is from the dense inverse.
 * @see Weiss & Freeman 2001, "Correctness of belief propagation in Gaussian graphical models of arbitrary topology";
 * Malioutov, Johnson & Willsky 2006, "Walk-sums and belief propagation in Gaussian graphical models"
 */
export function sparseErrors(
  comparisons: Comparisons,
  { curvature }: Fit,
  { ridge, side }: { ridge: number; side: boolean },
): StandardErrors {
  const items = diagonalOfInverse(comparisons, curvature.weight, curvature.diagonal, ridge);
  let sideVariance = 0;
  if (side && curvature.side > 0) {
    const { border } = curvature;
    const lean = solve(comparisons, curvature, { ridge, side: false, tolerance: 1e-2 }, border);
    let left = curvature.side;
    for (let i = 0; i < lean.length; i += 1) left -= (border[i] as number) * (lean[i] as number);
    sideVariance = left > 0 ? 1 / left : 0;
    for (let i = 0; i < lean.length; i += 1) items[i] = (items[i] as number) + (lean[i] as number) ** 2 * sideVariance;
  }
  for (let i = 0; i < items.length; i += 1) items[i] = Math.sqrt(items[i] as number);
  return { items, side: Math.sqrt(sideVariance) };
}

function diagonalOfInverse(
  { size, starts, second }: Comparisons,
  weight: Float32Array,
  diagonal: Float64Array,
  ridge: number,
): Float64Array {
  // What each end of a pair has told the other: by how much its own precision falls for not knowing the sender.
  const toSecond = new Float32Array(second.length);
  const toFirst = new Float32Array(second.length);
  const precision = new Float64Array(size);
  for (let i = 0; i < size; i += 1) precision[i] = (diagonal[i] as number) + ridge;
  const next = new Float64Array(size);
  let first: number | undefined;
  for (let round = 0; round < maxRounds; round += 1) {
    for (let i = 0; i < size; i += 1) next[i] = (diagonal[i] as number) + ridge;
    for (let i = 0; i < size; i += 1) {
      const mine = precision[i] as number;
      const end = starts[i + 1] as number;
      let lost = 0;
      for (let e = starts[i] as number; e < end; e += 1) {
        const j = second[e] as number;
        const square = (weight[e] as number) ** 2;
        const forth = square / (mine + (toFirst[e] as number));
        const back = square / ((precision[j] as number) + (toSecond[e] as number));
        toSecond[e] = forth;
        toFirst[e] = back;
        lost += back;
        next[j] = (next[j] as number) - forth;
      }
      next[i] = (next[i] as number) - lost;
    }
    let change = 0;
    for (let i = 0; i < size; i += 1) {
      change = Math.max(change, Math.abs(1 - (next[i] as number) / (precision[i] as number)));
      precision[i] = next[i] as number;
    }
    // A round changes what the one before changed by about the part that the first one changed.
    first ??= change;
    if (change * first < closeness) break;
  }
  // With a ridge the mean itself has the variance 1/λn, which no walk along a tree sees.
  const common = ridge > 0 ? 1 / (ridge * size) : 0;
  for (let i = 0; i < size; i += 1) {
    const isCompared = (diagonal[i] as number) > 0;
    precision[i] = 1 / (precision[i] as number) + (isCompared ? common : 0);
  }
  return precision;
}
