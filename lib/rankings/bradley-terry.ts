import type { Comparisons } from "./comparisons";
import { type Curvature, differentiate, emptyCurvature, objective, type Strengths } from "./likelihood";
import { solve } from "./solve";

export interface FitOptions {
  /** λ of (λ/2)‖θ‖², the precision of a Gaussian prior; 0 for none. */
  readonly ridge: number;
  /** Is the left side's advantage found too? */
  readonly side: boolean;
  /** What it is where it is not found: 0, if nothing is said. */
  readonly advantage?: number;
  /** Where to begin, e.g. at the strengths of a moment ago. */
  readonly start?: Strengths | undefined;
  /** It is found when what is left to the minimum is under this, in log-odds. */
  readonly tolerance?: number;
  /** Where it is 0 a strength stays what it is at the start. */
  readonly isFree?: Uint8Array;
}

export interface Fit extends Strengths {
  readonly iterations: number;
  readonly converged: boolean;
  /** At the strengths, or where the last short step began. */
  readonly curvature: Curvature;
  /** Of the negative log-likelihood without the ridge, at the strengths. The side's is at the end, where it was found. */
  readonly gradient: Float64Array;
}

const maxIterations = 60;
/** No step is longer than this, in log-odds: far from the goal the curvature may promise too much. */
const longest = 8;
/** From this tolerance on a fit is a rough one: a five-hundredth of a point. */
const rough = 1e-5;
/** A Newton step of length s leaves at most about this times s² undone: half the third derivative over the second, of a logistic curve. */
const bend = 0.25;

/**
 * Bradley–Terry strengths in log-odds, mean 0, with the advantage γ of the left side: P(left wins) = σ(θ_left − θ_right + γ).
 * Minimises the negative log-likelihood + (λ/2)‖θ‖² by Newton's method; each step's linear system is solved by conjugate
 * gradients, only as exactly as the step deserves. The function is convex and no step is taken that does not descend, so it
 * converges wherever there is a finite minimum: always with a ridge, without one when the graph of wins is strongly connected.
 * @see Ford 1957; Hunter 2004, "MM algorithms for generalized Bradley–Terry models"; Dembo, Eisenstat & Steihaug 1982, "Inexact Newton methods"
 */
export function fitStrengths(
  comparisons: Comparisons,
  { ridge, side, advantage = 0, start, tolerance = 1e-8, isFree }: FitOptions,
): Fit {
  const { size } = comparisons;
  const curvature = emptyCurvature(comparisons);
  const gradient = new Float64Array(size + 1);
  const theta = start ? start.theta.slice() : new Float64Array(size);
  let gamma = side ? (start?.gamma ?? 0) : advantage;
  const trial = new Float64Array(size);
  let iterations = 0;
  let converged = false;

  differentiate(comparisons, { theta, gamma }, ridge, gradient, curvature);
  // An estimate of what is left to the minimum. Unknown at a cold start; a warm one is close.
  let left = start ? 0.02 : 1;
  while (!converged && iterations < maxIterations) {
    iterations += 1;
    // As exactly as the step's own error, which is quadratic in it, or the goal deserve: the true digits double with each step.
    const exactness = Math.min(0.1, Math.max(bend * left, tolerance / (3 * left), 1e-8));
    const layers = [{ comparisons, curvature }];
    const { x: step, residual } = solve(layers, { size, ridge, side, tolerance: exactness, isFree }, gradient);
    let largest = side ? Math.abs(step[size] as number) : 0;
    let slope = 0;
    for (let i = 0; i < step.length; i += 1) {
      largest = Math.max(largest, Math.abs(step[i] as number));
      slope += (step[i] as number) * (gradient[i] as number);
    }
    let length = Math.min(1, longest / (largest || 1));
    left = largest * exactness + bend * largest ** 2;
    // The last step of a rough fit is so short that the second derivatives stay as they are, to a thousandth: a pass over the pairs less.
    if (tolerance >= rough && left < tolerance && largest < 1e-3) {
      for (let i = 0; i < size; i += 1) theta[i] = (theta[i] as number) - (step[i] as number);
      if (side) gamma -= step[size] as number;
      gradient.set(residual);
      converged = true;
      break;
    }
    const origin = gamma;
    let known: number | undefined;
    for (let tries = 0; ; tries += 1) {
      for (let i = 0; i < size; i += 1) trial[i] = (theta[i] as number) - length * (step[i] as number);
      gamma = side ? origin - length * (step[size] as number) : advantage;
      differentiate(comparisons, { theta: trial, gamma }, ridge, gradient, curvature);
      let ahead = 0;
      for (let i = 0; i < step.length; i += 1) ahead += (step[i] as number) * (gradient[i] as number);
      // Downhill all the way, by convexity; or nearly, in a step too short for the curvature to change much.
      if (ahead >= 0 || (largest < 0.25 && -ahead <= slope / 10) || largest < 1e-5 || tries === 40) break;
      if (-ahead < slope / 2) {
        known ??= objective(comparisons, { theta, gamma: origin }, ridge);
        if (objective(comparisons, { theta: trial, gamma }, ridge) <= known) break;
      }
      length /= 2;
    }
    theta.set(trial);
    left = largest * (1 - length + exactness) + bend * largest ** 2;
    converged = left < tolerance;
  }
  for (let i = 0; i < size; i += 1) gradient[i] = (gradient[i] as number) - ridge * (theta[i] as number);
  if (!isFree) centre(theta);
  return { theta, gamma, iterations, converged, curvature, gradient };
}

/** Mean 0: with a ridge the minimum lies there anyway, without one any constant may be added. */
export function centre(theta: Float64Array): void {
  let sum = 0;
  for (const strength of theta) sum += strength;
  const mean = sum / (theta.length || 1);
  for (let i = 0; i < theta.length; i += 1) theta[i] = (theta[i] as number) - mean;
}
