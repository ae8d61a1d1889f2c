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

/** The means of communities that differ by their seed alone: `first` and those after it. */
export function average<T extends object>(seeds: number, one: (seed: number) => T, first = 1): Record<keyof T, number> {
  const all = Array.from({ length: seeds }, (_, n) => one(first + n));
  const names = Object.keys(all[0] ?? {}) as (keyof T)[];
  const mean = (name: keyof T) => all.reduce((sum, each) => sum + Number(each[name]), 0) / seeds;
  return Object.fromEntries(names.map((name) => [name, mean(name)])) as Record<keyof T, number>;
}
