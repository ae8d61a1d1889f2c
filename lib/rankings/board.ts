import { fitStrengths } from "./bradley-terry";
import { type Comparisons, combine } from "./comparisons";
import { denseErrors } from "./covariance";
import type { Strengths } from "./likelihood";
import { rankRanges, reach, toRating } from "./rating-scale";
import { type Held, holdFit, refit } from "./refit";
import { ridge } from "./ridge";
import { sparseErrors } from "./sparse-errors";

/** Up to so many images standard errors are exact, by a dense inverse: a tenth of a second. */
const largestDense = 500;

/** Ratings of images with a rated match, a place an image in each array. */
export interface Board {
  readonly ids: readonly number[];
  readonly strength: Float64Array;
  readonly se: Float64Array;
  readonly rating: Float64Array;
  readonly ratingLow: Float64Array;
  readonly ratingHigh: Float64Array;
  /** 0 for images that are not on the board. */
  readonly rank: Int32Array;
  readonly rankLow: Int32Array;
  readonly rankHigh: Int32Array;
  readonly matches: Int32Array;
  readonly wins: Int32Array;
  readonly gamma: number;
  readonly gammaSe: number;
  readonly errors: "dense" | "sparse";
  readonly lastVoteId: number;
  readonly voteCount: number;
  readonly imageCount: number;
}

export interface Rated {
  readonly fit: Strengths;
  readonly se: Float64Array;
  readonly gammaSe: number;
  readonly errors: Board["errors"];
}

const sparseTolerance = 1e-5;

/** Strengths with their errors as the board has them; with a lower `denseLimit` sooner, and nearly the same. */
export function rate(comparisons: Comparisons, start?: Strengths, denseLimit = largestDense): Rated {
  const options = { ridge, side: showsSides(comparisons) };
  const isDense = comparisons.size <= denseLimit;
  // In log-odds: far less than a point. Where errors are approximated anyway, a five-hundredth of one will do.
  const fit = fitStrengths(comparisons, { ...options, start, tolerance: isDense ? 1e-7 : sparseTolerance });
  const errors = isDense ? denseErrors(comparisons, fit, options).model : sparseErrors(comparisons, fit, options);
  return { fit, se: errors.items, gammaSe: errors.side, errors: isDense ? "dense" : "sparse" };
}

/** Before each side has won so often the left one's advantage is taken for 0: the first votes could make it any number, infinite too. */
const fewestSideWins = 10;

function showsSides(...parts: readonly Comparisons[]): boolean {
  let [left, all] = [0, 0];
  for (const { wins, leftWins } of parts) {
    left += leftWins;
    for (const won of wins) all += won;
  }
  return Math.min(left, all - left) >= fewestSideWins;
}

/** What a board says of the votes themselves. */
export type Tally = Pick<Comparisons, "matches" | "wins">;

/** Rates many votes that stay and a few that change, again and again: what the last time found is held. */
export function createRating(denseLimit = largestDense) {
  let held: Held | undefined;

  function again(many: Comparisons, few: Comparisons, start: Strengths | undefined): Rated | null {
    if (few.size <= denseLimit || few.second.length > many.second.length * fewPart) return null;
    const options = { ridge, side: showsSides(many, few), tolerance: sparseTolerance };
    const isSame = held?.comparisons === many;
    held = isSame ? held : holdFit(many, options, start);
    let found = held && refit(held, few, options);
    if (!found && held && isSame) {
      const { theta, gamma } = held.strengths;
      held = holdFit(many, options, { theta: theta.slice(0, many.size), gamma });
      found = refit(held, few, options);
    }
    held = found?.held;
    return found ? { fit: found.strengths, se: found.se, gammaSe: found.gammaSe, errors: "sparse" } : null;
  }

  /** `few` has a number for every image; `start` is for when nothing is held. */
  return (many: Comparisons, few: Comparisons, start?: Strengths): Rated & { readonly tally: Tally } => {
    const rated = again(many, few, start && { ...start, theta: start.theta.slice(0, many.size) });
    if (rated) {
      const sum = (all: Float64Array, more: Float64Array) => more.map((count, i) => count + (all[i] ?? 0));
      return { ...rated, tally: { matches: sum(many.matches, few.matches), wins: sum(many.wins, few.wins) } };
    }
    held = undefined;
    const all = combine(many, few);
    return { ...rate(all, start, denseLimit), tally: all };
  };
}

/** Of the pairs that are held so many may be new; from more on they are all put together. */
export const fewPart = 0.02;

/** Strengths that differ by less than about this are equal, in log-odds: ten times what a dense fit leaves open. */
const grain = 1e-6;

/** The board of those images that `isShown`; ranks are among them, ties go to the newer image. */
export function layOut(
  ids: readonly number[],
  { matches: counts, wins }: Tally,
  { fit, se, gammaSe, errors }: Rated,
  { isShown, lastVoteId, voteCount }: { isShown: (id: number) => boolean; lastVoteId: number; voteCount: number },
): Board {
  const rated = ids.map((_, at) => at).filter((at) => (counts[at] as number) > 0);
  const pick = (numbers: Float64Array) => Float64Array.from(rated, (at) => numbers[at] as number);
  const strength = pick(fit.theta);
  const errorsOfRated = pick(se);
  const ratedIds = rated.map((at) => ids[at] as number);
  const ratingLow = strength.map((theta, n) => toRating(theta - reach * (errorsOfRated[n] as number)));
  const ratingHigh = strength.map((theta, n) => toRating(theta + reach * (errorsOfRated[n] as number)));
  const shown = ratedIds.flatMap((id, n) => (isShown(id) ? [n] : []));
  const at = (numbers: Float64Array) => Float64Array.from(shown, (n) => numbers[n] as number);
  const ranges = rankRanges(at(ratingLow), at(ratingHigh));
  const [rank, rankLow, rankHigh] = [
    new Int32Array(rated.length),
    new Int32Array(rated.length),
    new Int32Array(rated.length),
  ];
  for (const [place, n] of shown.entries()) {
    rankLow[n] = ranges.low[place] as number;
    rankHigh[n] = ranges.high[place] as number;
  }
  // Images with the same results are equal, and a fit leaves them so to its last digits alone: which of them is larger there, chance decides.
  const grains = strength.map((theta) => Math.round(theta / grain));
  const better = (a: number, b: number) =>
    (grains[b] as number) - (grains[a] as number) || (ratedIds[b] as number) - (ratedIds[a] as number);
  for (const [place, n] of shown.slice().sort(better).entries()) rank[n] = place + 1;
  return {
    ids: ratedIds,
    strength,
    se: errorsOfRated,
    rating: strength.map(toRating),
    ratingLow,
    ratingHigh,
    rank,
    rankLow,
    rankHigh,
    matches: Int32Array.from(rated, (n) => Math.round(counts[n] as number)),
    wins: Int32Array.from(rated, (n) => Math.round(wins[n] as number)),
    gamma: fit.gamma,
    gammaSe,
    errors,
    lastVoteId,
    voteCount,
    imageCount: shown.length,
  };
}
