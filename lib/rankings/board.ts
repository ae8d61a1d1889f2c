import { type Fit, fitStrengths } from "./bradley-terry";
import type { Comparisons } from "./comparisons";
import { denseErrors } from "./covariance";
import type { Strengths } from "./likelihood";
import { rankRanges, reach, toRating } from "./rating-scale";
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
  readonly fit: Fit;
  readonly se: Float64Array;
  readonly gammaSe: number;
  readonly errors: Board["errors"];
}

/** Strengths with their errors as the board has them; with a lower `denseLimit` sooner, and nearly the same. */
export function rate(comparisons: Comparisons, start?: Strengths, denseLimit = largestDense): Rated {
  const options = { ridge, side: showsSides(comparisons) };
  const isDense = comparisons.size <= denseLimit;
  // In log-odds: far less than a point. Where errors are approximated anyway, a five-hundredth of one will do.
  const fit = fitStrengths(comparisons, { ...options, start, tolerance: isDense ? 1e-7 : 1e-5 });
  const errors = isDense ? denseErrors(comparisons, fit, options).model : sparseErrors(comparisons, fit, options);
  return { fit, se: errors.items, gammaSe: errors.side, errors: isDense ? "dense" : "sparse" };
}

/** Before each side has won so often the left one's advantage is taken for 0: the first votes could make it any number, infinite too. */
const fewestSideWins = 10;

function showsSides({ wins, leftWins }: Comparisons): boolean {
  const rightWins = wins.reduce((sum, won) => sum + won, 0) - leftWins;
  return Math.min(leftWins, rightWins) >= fewestSideWins;
}

/** The board of those images that `isShown`; ranks are among them, ties go to the newer image. */
export function layOut(
  ids: readonly number[],
  comparisons: Comparisons,
  { fit, se, gammaSe, errors }: Rated,
  { isShown, lastVoteId, voteCount }: { isShown: (id: number) => boolean; lastVoteId: number; voteCount: number },
): Board {
  const counts = countMatches(comparisons);
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
  const better = (a: number, b: number) =>
    (strength[b] as number) - (strength[a] as number) || (ratedIds[b] as number) - (ratedIds[a] as number);
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
    wins: Int32Array.from(rated, (n) => Math.round(comparisons.wins[n] as number)),
    gamma: fit.gamma,
    gammaSe,
    errors,
    lastVoteId,
    voteCount,
    imageCount: shown.length,
  };
}

function countMatches({ size, starts, second, leftCount, rightCount }: Comparisons): Float64Array {
  const counts = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    for (let e = starts[i] as number; e < (starts[i + 1] as number); e += 1) {
      const count = (leftCount[e] as number) + (rightCount[e] as number);
      const j = second[e] as number;
      counts[i] = (counts[i] as number) + count;
      counts[j] = (counts[j] as number) + count;
    }
  }
  return counts;
}
