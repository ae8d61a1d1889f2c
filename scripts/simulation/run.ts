import { promised } from "@/lib/matches/promised";
import { reach } from "@/lib/rankings/rating-scale";
import { fitVotes, type Setting, simulate } from "./community";
import { coverage, precisionAtTen, ranksOf, spearman } from "./measures";

/** What one simulated community shows. */
export interface Measured {
  readonly precision: number;
  readonly spearman: number;
  /** The part of the intervals, and of the rank ranges, that hold the truth. */
  readonly intervals: number;
  readonly ranks: number;
  /** The part of the images that had the matches they were promised. */
  readonly exposed: number;
  readonly gamma: number;
  /** Is the true bias within the interval of the one that was found? */
  readonly isGammaHeld: boolean;
}

export function measure(setting: Setting, score: "wins" | "strengths" = "strengths"): Measured {
  const { truth, votes, matches } = simulate(setting);
  const { fit, se, gammaSe } = fitVotes(setting.images, votes);
  const wins = new Float64Array(setting.images);
  for (const { winner } of votes) wins[winner] = (wins[winner] as number) + 1;
  const scores = score === "wins" ? wins : fit.theta;
  return {
    precision: precisionAtTen(truth, scores),
    spearman: spearman(truth, scores),
    ...coverage(truth, fit.theta, se),
    exposed: matches.filter((count) => count >= promised.matches).length / setting.images,
    gamma: fit.gamma,
    isGammaHeld: Math.abs(fit.gamma - (setting.leftBias ?? 0)) <= reach * gammaSe,
  };
}

/** The rank of the image that colluding voters push: without them, with their votes, and with their votes put aside. */
export function measureCollusion(setting: Setting) {
  const honest = simulate({ ...setting, colluding: 0 });
  const { votes, pushed, isColluding } = simulate(setting);
  const rankIn = (kept: typeof votes) => ranksOf(fitVotes(setting.images, kept).fit.theta)[pushed] as number;
  return {
    without: rankIn(honest.votes),
    pushed: rankIn(votes),
    quarantined: rankIn(votes.filter(({ voter }) => !isColluding(voter))),
  };
}

/** A mean with its standard error. */
export interface Estimate {
  readonly mean: number;
  readonly se: number;
}

/** What communities show that differ by their seed alone: `first` and those after it. */
export function measureEach<T>(seeds: number, one: (seed: number) => T, first = 1): T[] {
  return Array.from({ length: seeds }, (_, n) => one(first + n));
}

export function estimate(values: readonly number[]): Estimate {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, se: count > 1 ? Math.sqrt(squares / (count - 1) / count) : 0 };
}

/** Each number's mean over communities. */
export function estimateEach<T extends object>(all: readonly T[]): Record<keyof T, Estimate> {
  const names = Object.keys(all[0] ?? {}) as (keyof T)[];
  const entries = names.map((name) => [name, estimate(all.map((each) => Number(each[name])))]);
  return Object.fromEntries(entries) as Record<keyof T, Estimate>;
}

/** What is lost from one way to the other, community by community: the same truth is in both, so that its luck is in neither's favour. */
export function estimateLoss(before: readonly number[], after: readonly number[]): Estimate {
  return estimate(before.map((value, n) => value - (after[n] as number)));
}

/** 95 of 100 means of no loss are below so many standard errors. */
const oneSided = 1.645;

/** Is it more than chance makes of no loss in 95 of 100 samples? */
export const isLoss = ({ mean, se }: Estimate): boolean => mean > oneSided * se;
