import type { Comparisons } from "./comparisons";

/** Strengths in log-odds, and the advantage of the left side. */
export interface Strengths {
  readonly theta: Float64Array;
  readonly gamma: number;
}

/**
 * The second derivatives at a point, without the ridge: weight p(1−p) a pair, their sums an item, and the row of the side.
 * So the matrix is a graph's Laplacian with one dense row more, and a product with it costs one pass over the pairs.
 */
export interface Curvature {
  readonly weight: Float32Array;
  readonly diagonal: Float64Array;
  readonly border: Float64Array;
  side: number;
}

export const emptyCurvature = ({ size, second }: Comparisons): Curvature => ({
  weight: new Float32Array(second.length),
  diagonal: new Float64Array(size),
  border: new Float64Array(size),
  side: 0,
});

/**
 * The gradient of the penalised negative log-likelihood into `gradient`, the side's derivative at its end, and the second
 * derivatives into `curvature`. One exponential an item, none a pair.
 */
export function differentiate(
  comparisons: Comparisons,
  { theta, gamma }: Strengths,
  ridge: number,
  gradient: Float64Array,
  curvature: Curvature,
): void {
  const { size, starts, second, leftCount, rightCount, wins, leftWins } = comparisons;
  const { weight, diagonal, border } = curvature;
  // Odds, expected wins, diagonal and border of an item side by side: the pairs jump to items at random, and each jump is one line of cache.
  const nodes = new Float64Array(4 * size);
  for (let i = 0; i < size; i += 1) nodes[4 * i] = Math.exp(theta[i] as number);
  const bias = Math.exp(gamma);
  let onLeft = -leftWins;
  let total = 0;
  for (let i = 0; i < size; i += 1) {
    const mine = nodes[4 * i] as number;
    const end = starts[i + 1] as number;
    let expected = 0;
    let sum = 0;
    let edge = 0;
    for (let e = starts[i] as number; e < end; e += 1) {
      const j = 4 * (second[e] as number);
      const theirs = nodes[j] as number;
      const lc = leftCount[e] as number;
      const rc = rightCount[e] as number;
      // Both sides always: two divisions cost less than guessing wrongly which side there was.
      const p = (mine * bias) / (mine * bias + theirs);
      const q = mine / (mine + theirs * bias);
      const wonLeft = lc * p;
      const wonRight = rc * q;
      const u = wonLeft * (1 - p);
      const v = wonRight * (1 - q);
      const won = wonLeft + wonRight;
      const w = u + v;
      const b = u - v;
      onLeft += wonLeft + rc - wonRight;
      weight[e] = w;
      expected += won;
      sum += w;
      edge += b;
      nodes[j + 1] = (nodes[j + 1] as number) + (lc + rc - won);
      nodes[j + 2] = (nodes[j + 2] as number) + w;
      nodes[j + 3] = (nodes[j + 3] as number) - b;
    }
    const at = 4 * i;
    nodes[at + 1] = (nodes[at + 1] as number) + expected;
    nodes[at + 2] = (nodes[at + 2] as number) + sum;
    nodes[at + 3] = (nodes[at + 3] as number) + edge;
    total += sum;
  }
  for (let i = 0; i < size; i += 1) {
    gradient[i] = (nodes[4 * i + 1] as number) - (wins[i] as number) + ridge * (theta[i] as number);
    diagonal[i] = nodes[4 * i + 2] as number;
    border[i] = nodes[4 * i + 3] as number;
  }
  gradient[size] = onLeft;
  curvature.side = total;
}

/** The derivatives of the negative log-likelihood without a ridge. */
export function derive(
  comparisons: Comparisons,
  strengths: Strengths,
): { readonly gradient: Float64Array; readonly curvature: Curvature } {
  const gradient = new Float64Array(comparisons.size + 1);
  const curvature = emptyCurvature(comparisons);
  differentiate(comparisons, strengths, 0, gradient, curvature);
  return { gradient, curvature };
}

/** The penalised negative log-likelihood. */
export function objective(comparisons: Comparisons, { theta, gamma }: Strengths, ridge: number): number {
  const { size, starts, second, leftCount, rightCount, wins, leftWins } = comparisons;
  let sum = -leftWins * gamma;
  for (let i = 0; i < size; i += 1) {
    const mine = theta[i] as number;
    sum += (ridge / 2) * mine ** 2 - (wins[i] as number) * mine;
    for (let e = starts[i] as number; e < (starts[i + 1] as number); e += 1) {
      const theirs = theta[second[e] as number] as number;
      const [lc, rc] = [leftCount[e] as number, rightCount[e] as number];
      if (lc > 0) sum += lc * logSum(mine + gamma, theirs);
      if (rc > 0) sum += rc * logSum(theirs + gamma, mine);
    }
  }
  return sum;
}

/** log(eᵃ + eᵇ) without overflow. */
const logSum = (a: number, b: number) => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));

/** Twice what the log-likelihood lacks to that of a model with a probability of its own for each pair and order. */
export function deviance(comparisons: Comparisons, strengths: Strengths): number {
  const { leftCount, rightCount, leftWon, rightWon } = comparisons;
  let saturated = 0;
  const add = (won: number, count: number) => {
    for (const part of [won, count - won]) if (part > 0) saturated += part * Math.log(part / count);
  };
  for (let e = 0; e < leftCount.length; e += 1) {
    add(leftWon[e] as number, leftCount[e] as number);
    add(rightWon[e] as number, rightCount[e] as number);
  }
  return Math.max(0, 2 * (saturated + objective(comparisons, strengths, 0)));
}
