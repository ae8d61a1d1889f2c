import type { Comparisons } from "./comparisons";

/** Strengths in log-odds, and the advantage of the left side. */
export interface Strengths {
  readonly theta: Float64Array;
  readonly gamma: number;
}

/** What an item won, and what the left side won: with the counts all that the likelihood knows of the outcomes. */
export interface Wins {
  readonly items: Float64Array;
  readonly left: number;
}

export function winsOf({ size, starts, second, leftCount, rightCount, leftWon, rightWon }: Comparisons): Wins {
  const items = new Float64Array(size);
  let left = 0;
  for (let i = 0; i < size; i += 1) {
    for (let e = starts[i] as number; e < (starts[i + 1] as number); e += 1) {
      const [lc, rc, lw, rw] = [leftCount[e], rightCount[e], leftWon[e], rightWon[e]] as [
        number,
        number,
        number,
        number,
      ];
      const j = second[e] as number;
      items[i] = (items[i] as number) + lw + rw;
      items[j] = (items[j] as number) + lc + rc - lw - rw;
      left += lw + rc - rw;
    }
  }
  return { items, left };
}

/**
 * The second derivatives at a point, without the ridge: weight p(1−p) a pair, their sums an item, and the row of the side.
 * So the matrix is a graph's Laplacian with one dense row more, and a product with it costs one pass over the pairs.
 */
export interface Curvature {
  readonly weight: Float64Array;
  readonly diagonal: Float64Array;
  readonly border: Float64Array;
  side: number;
}

export const emptyCurvature = ({ size, second }: Comparisons): Curvature => ({
  weight: new Float64Array(second.length),
  diagonal: new Float64Array(size),
  border: new Float64Array(size),
  side: 0,
});

/**
 * The gradient of the penalised negative log-likelihood into `gradient`, the side's derivative at its end, and the second
 * derivatives into `curvature`. One exponential an item, none a pair.
 */
export function differentiate(
  { size, starts, second, leftCount, rightCount }: Comparisons,
  wins: Wins,
  { theta, gamma }: Strengths,
  ridge: number,
  gradient: Float64Array,
  curvature: Curvature,
): void {
  const { weight, diagonal, border } = curvature;
  const odds = new Float64Array(size);
  for (let i = 0; i < size; i += 1) odds[i] = Math.exp(theta[i] as number);
  const bias = Math.exp(gamma);
  diagonal.fill(0);
  border.fill(0);
  for (let i = 0; i < size; i += 1) gradient[i] = ridge * (theta[i] as number) - (wins.items[i] as number);
  let sideGradient = -wins.left;
  let side = 0;
  for (let i = 0; i < size; i += 1) {
    const mine = odds[i] as number;
    const end = starts[i + 1] as number;
    let [expected, sum, edge] = [0, 0, 0];
    for (let e = starts[i] as number; e < end; e += 1) {
      const j = second[e] as number;
      const theirs = odds[j] as number;
      const [lc, rc] = [leftCount[e] as number, rightCount[e] as number];
      let [won, lost, w, b] = [0, 0, 0, 0];
      if (lc > 0) {
        const p = (mine * bias) / (mine * bias + theirs);
        won = lc * p;
        lost = lc - won;
        sideGradient += won;
        w = won * (1 - p);
        b = w;
      }
      if (rc > 0) {
        const q = (theirs * bias) / (theirs * bias + mine);
        const v = rc * q;
        lost += v;
        won += rc - v;
        sideGradient += v;
        const u = v * (1 - q);
        w += u;
        b -= u;
      }
      weight[e] = w;
      expected += won;
      sum += w;
      edge += b;
      gradient[j] = (gradient[j] as number) + lost;
      diagonal[j] = (diagonal[j] as number) + w;
      border[j] = (border[j] as number) - b;
      side += w;
    }
    gradient[i] = (gradient[i] as number) + expected;
    diagonal[i] = (diagonal[i] as number) + sum;
    border[i] = (border[i] as number) + edge;
  }
  gradient[size] = sideGradient;
  curvature.side = side;
}

/** The penalised negative log-likelihood. */
export function objective(
  { size, starts, second, leftCount, rightCount, leftWon, rightWon }: Comparisons,
  { theta, gamma }: Strengths,
  ridge: number,
): number {
  let sum = 0;
  for (let i = 0; i < size; i += 1) {
    sum += (ridge / 2) * (theta[i] as number) ** 2;
    for (let e = starts[i] as number; e < (starts[i + 1] as number); e += 1) {
      const lead = (theta[i] as number) - (theta[second[e] as number] as number);
      const [lc, rc, lw, rw] = [leftCount[e], rightCount[e], leftWon[e], rightWon[e]] as [
        number,
        number,
        number,
        number,
      ];
      if (lc > 0) sum += lc * softplus(lead + gamma) - lw * (lead + gamma);
      if (rc > 0) sum += rc * softplus(lead - gamma) - rw * (lead - gamma);
    }
  }
  return sum;
}

/** log(1 + eˣ) without overflow. */
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

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
