import type { Fit } from "./bradley-terry";
import type { Comparisons } from "./comparisons";
import { invert } from "./dense";

export interface StandardErrors {
  /** Of each strength; of the difference to the reference when there is one. */
  readonly items: Float64Array;
  /** Of the side's advantage; 0 when it was not fitted. */
  readonly side: number;
}

export interface CovarianceOptions {
  readonly ridge: number;
  readonly side: boolean;
  /** The item whose strength is 0 by definition: the others' errors are those of differences to it. */
  readonly reference?: number | undefined;
}

/**
 * Standard errors from H⁻¹, H the second derivatives of the penalised negative log-likelihood, and with `sandwich` those from
 * H⁻¹MH⁻¹, M laid out like H with the squared residual of each comparison in place of p(1−p). Dense: n³ in time, n² in memory.
 * Without a ridge strengths are known up to a constant; then H⁻¹ is the inverse on those with mean 0.
 * @throws RangeError when H is singular otherwise: what was compared does not tell the side from the strengths
 */
export function denseErrors(
  comparisons: Comparisons,
  { theta, gamma, curvature }: Fit,
  { ridge, side, reference, sandwich = false }: CovarianceOptions & { sandwich?: boolean },
): { model: StandardErrors; sandwich: StandardErrors | null } {
  const { size, starts, second, leftCount, rightCount, leftWon, rightWon } = comparisons;
  const n = side ? size + 1 : size;
  const h = new Float64Array(n * n);
  const m = sandwich ? new Float64Array(n * n) : null;
  for (let i = 0; i < size; i += 1) {
    for (let e = starts[i] as number; e < (starts[i + 1] as number); e += 1) {
      const j = second[e] as number;
      put(h, n, side, i, j, curvature.weight[e] as number, 0);
      if (!m) continue;
      const lead = (theta[i] as number) - (theta[j] as number);
      const onLeft = squares(leftCount[e] as number, leftWon[e] as number, sigmoid(lead + gamma));
      const onRight = squares(rightCount[e] as number, rightWon[e] as number, sigmoid(lead - gamma));
      put(m, n, side, i, j, onLeft + onRight, onLeft - onRight);
      if (side) m[n * n - 1] = (m[n * n - 1] as number) + onLeft + onRight;
    }
    if (!side) continue;
    h[i * n + size] = curvature.border[i] as number;
    h[size * n + i] = curvature.border[i] as number;
  }
  if (side) h[size * n + size] = curvature.side;

  let scale = 0;
  for (let i = 0; i < size; i += 1) {
    scale = Math.max(scale, h[i * n + i] as number);
    h[i * n + i] = (h[i * n + i] as number) + ridge;
  }
  // Fills the one direction that the data leave open, and is taken off the inverse again.
  const fill = ridge > 0 ? 0 : scale / size;
  if (fill > 0) addToItems(h, n, size, fill);
  const inverse = invert(h, n);
  if (fill > 0) addToItems(inverse, n, size, -1 / (fill * size * size));
  const errors = (covariance: Float64Array) => errorsOf(covariance, n, size, side, reference);
  return { model: errors(inverse), sandwich: m && errors(between(inverse, m, n)) };
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const squares = (count: number, won: number, p: number) => won * (1 - p) ** 2 + (count - won) * p ** 2;

/** Adds the outer product of a pair's row, e_i − e_j ± e_side, with a weight. `bias`: the weight with the first left, less the other. */
function put(matrix: Float64Array, n: number, side: boolean, i: number, j: number, weight: number, bias: number): void {
  const add = (row: number, column: number, value: number) => {
    matrix[row * n + column] = (matrix[row * n + column] as number) + value;
  };
  add(i, i, weight);
  add(j, j, weight);
  add(i, j, -weight);
  add(j, i, -weight);
  if (!side || bias === 0) return;
  for (const [item, value] of [
    [i, bias],
    [j, -bias],
  ] as const) {
    add(item, n - 1, value);
    add(n - 1, item, value);
  }
}

function addToItems(matrix: Float64Array, n: number, size: number, value: number): void {
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1) matrix[i * n + j] = (matrix[i * n + j] as number) + value;
}

/** V·M·V of two symmetric matrices. */
function between(v: Float64Array, m: Float64Array, n: number): Float64Array {
  return product(product(v, m, n), v, n);
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    const row = out.subarray(i * n, i * n + n);
    for (let k = 0; k < n; k += 1) {
      const value = a[i * n + k] as number;
      if (value === 0) continue;
      const from = k * n;
      for (let j = 0; j < n; j += 1) row[j] = (row[j] as number) + value * (b[from + j] as number);
    }
  }
  return out;
}

function errorsOf(
  covariance: Float64Array,
  n: number,
  size: number,
  side: boolean,
  reference: number | undefined,
): StandardErrors {
  const at = (i: number, j: number) => covariance[i * n + j] as number;
  const items = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const variance = reference === undefined ? at(i, i) : at(i, i) + at(reference, reference) - 2 * at(i, reference);
    items[i] = i === reference ? 0 : Math.sqrt(Math.max(0, variance));
  }
  return { items, side: side ? Math.sqrt(Math.max(0, at(size, size))) : 0 };
}
