import type { Comparisons } from "./comparisons";
import {
  type Curvature,
  differentiate,
  emptyCurvature,
  objective,
  type Strengths,
  type Wins,
  winsOf,
} from "./likelihood";
import { solve } from "./solve";

export interface FitOptions {
  /** λ of (λ/2)‖θ‖², the precision of a Gaussian prior; 0 for none. */
  readonly ridge: number;
  /** Is the left side's advantage found too? Else it is 0. */
  readonly side: boolean;
  /** Where to begin, e.g. at the strengths of a moment ago. */
  readonly start?: Strengths | undefined;
  /** It is found when what is left to the minimum is under this, in log-odds. */
  readonly tolerance?: number;
}

export interface Fit extends Strengths {
  readonly iterations: number;
  readonly converged: boolean;
  /** At the strengths. */
  readonly curvature: Curvature;
  readonly wins: Wins;
}

const maxIterations = 60;
/** No step is longer than this, in log-odds: far from the goal the curvature may promise too much. */
const longest = 8;

/**
 * Bradley–Terry strengths in log-odds, mean 0, with the advantage γ of the left side: P(left wins) = σ(θ_left − θ_right + γ).
 * Minimises the negative log-likelihood + (λ/2)‖θ‖² by Newton's method; each step's linear system is solved by conjugate
 * gradients, only as exactly as the step deserves. The function is convex and no step is taken that does not descend, so it
 * converges wherever there is a finite minimum: always with a ridge, without one when the graph of wins is strongly connected.
 * @see Ford 1957; Hunter 2004, "MM algorithms for generalized Bradley–Terry models"; Dembo, Eisenstat & Steihaug 1982, "Inexact Newton methods"
 */
export function fitStrengths(comparisons: Comparisons, { ridge, side, start, tolerance = 1e-8 }: FitOptions): Fit {
  const { size } = comparisons;
  const wins = winsOf(comparisons);
  const curvature = emptyCurvature(comparisons);
  const gradient = new Float64Array(size + 1);
  const theta = start ? start.theta.slice() : new Float64Array(size);
  let gamma = side ? (start?.gamma ?? 0) : 0;
  const trial = new Float64Array(size);
  let iterations = 0;
  let converged = false;

  differentiate(comparisons, wins, { theta, gamma }, ridge, gradient, curvature);
  const first = norm(gradient, size, side);
  while (!converged && iterations < maxIterations) {
    iterations += 1;
    const before = norm(gradient, size, side);
    // A tenth at first, ever closer as the end is near: then the number of true digits more than doubles a step.
    const exactness = Math.max(1e-6, Math.min(0.1, start ? 0.01 : 0.1, before / (first || 1)));
    const step = solve(comparisons, curvature, { ridge, side, tolerance: exactness }, gradient);
    let largest = side ? Math.abs(step[size] as number) : 0;
    let slope = 0;
    for (let i = 0; i < step.length; i += 1) {
      largest = Math.max(largest, Math.abs(step[i] as number));
      slope += (step[i] as number) * (gradient[i] as number);
    }
    let length = Math.min(1, longest / (largest || 1));
    const origin = gamma;
    let known: number | undefined;
    for (let tries = 0; ; tries += 1) {
      for (let i = 0; i < size; i += 1) trial[i] = (theta[i] as number) - length * (step[i] as number);
      gamma = side ? origin - length * (step[size] as number) : 0;
      differentiate(comparisons, wins, { theta: trial, gamma }, ridge, gradient, curvature);
      let ahead = 0;
      for (let i = 0; i < step.length; i += 1) ahead += (step[i] as number) * (gradient[i] as number);
      // Downhill all the way, by convexity; or so little uphill at the end of a step that rounding is all there is to see.
      if (ahead >= 0 || largest < 1e-5 || tries === 40) break;
      if (-ahead < slope / 2) {
        known ??= objective(comparisons, { theta, gamma: origin }, ridge);
        if (objective(comparisons, { theta: trial, gamma }, ridge) <= known) break;
      }
      length /= 2;
    }
    theta.set(trial);
    // What a step leaves undone: as much as its system was solved inexactly, and a term that is quadratic in it.
    converged = length === 1 && largest * exactness + largest ** 2 < tolerance;
  }
  centre(theta);
  return { theta, gamma, iterations, converged, curvature, wins };
}

function norm(gradient: Float64Array, size: number, side: boolean): number {
  let sum = side ? (gradient[size] as number) ** 2 : 0;
  for (let i = 0; i < size; i += 1) sum += (gradient[i] as number) ** 2;
  return Math.sqrt(sum);
}

/** Mean 0: with a ridge the minimum lies there anyway, without one any constant may be added. */
function centre(theta: Float64Array): void {
  let sum = 0;
  for (const strength of theta) sum += strength;
  const mean = sum / (theta.length || 1);
  for (let i = 0; i < theta.length; i += 1) theta[i] = (theta[i] as number) - mean;
}
