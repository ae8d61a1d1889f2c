import { fitStrengths } from "./bradley-terry";
import { gather } from "./comparisons";
import { denseErrors } from "./covariance";
import { rankRanges, reach, toRating } from "./rating-scale";
import { ridge } from "./ridge";

/** How often images of one model won against images of another, by the side on which the winner was shown. */
export interface ModelWins {
  readonly winner: string;
  readonly loser: string;
  /** Null: nobody knows the side. */
  readonly side: "left" | "right" | null;
  readonly count: number;
}

export interface RatedModel {
  readonly name: string;
  readonly rating: number;
  readonly ratingLow: number;
  readonly ratingHigh: number;
  readonly rank: number;
  readonly rankLow: number;
  readonly rankHigh: number;
  /** Matches against images of other models, and how many of them were won. */
  readonly matches: number;
  readonly wins: number;
}

export interface ModelBoard {
  /** The strongest first. */
  readonly models: readonly RatedModel[];
  /** `won[i][j]`: how often model i beat model j, in the order of `models`. */
  readonly won: readonly (readonly number[])[];
}

/**
 * Bradley–Terry over models: each vote between images of two models is a comparison of the models. A model whose images never
 * met another's is not on the board. Ties go to the name that comes first.
 */
export function rateModels(votes: readonly ModelWins[]): ModelBoard {
  const names = [...new Set(votes.flatMap(({ winner, loser }) => [winner, loser]))].sort();
  const number = new Map(names.map((name, n) => [name, n]));
  const of = (name: string) => number.get(name) as number;
  const won = names.map(() => new Array<number>(names.length).fill(0));
  for (const { winner, loser, count } of votes)
    (won[of(winner)] as number[])[of(loser)] = beaten(won, of(winner), of(loser)) + count;

  // Of a vote without a known side half is cast on each.
  const cast = votes.flatMap(({ side, count, ...vote }) =>
    side === null
      ? (["left", "right"] as const).map((each) => ({ ...vote, side: each, count: count / 2 }))
      : [{ ...vote, side, count }],
  );
  const comparisons = gather(names.length, {
    left: cast.map(({ side, winner, loser }) => of(side === "left" ? winner : loser)),
    right: cast.map(({ side, winner, loser }) => of(side === "left" ? loser : winner)),
    leftWins: cast.map(({ side, count }) => (side === "left" ? count : 0)),
    rightWins: cast.map(({ side, count }) => (side === "left" ? 0 : count)),
  });
  // The side's advantage has no prior: it is known only once each side has won.
  const sides = new Set(cast.map(({ side }) => side));
  const options = { ridge, side: sides.size === 2 };
  const fit = fitStrengths(comparisons, options);
  const { items: errors } = denseErrors(comparisons, fit, options).model;
  const low = fit.theta.map((theta, n) => toRating(theta - reach * (errors[n] as number)));
  const high = fit.theta.map((theta, n) => toRating(theta + reach * (errors[n] as number)));
  const ranges = rankRanges(low, high);
  const order = names.map((_, n) => n).sort((a, b) => (fit.theta[b] as number) - (fit.theta[a] as number) || a - b);
  const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);
  return {
    models: order.map((n, place) => {
      const wins = sum(won[n] as number[]);
      return {
        name: names[n] as string,
        rating: toRating(fit.theta[n] as number),
        ratingLow: low[n] as number,
        ratingHigh: high[n] as number,
        rank: place + 1,
        rankLow: ranges.low[n] as number,
        rankHigh: ranges.high[n] as number,
        matches: wins + sum(won.map((row) => row[n] as number)),
        wins,
      };
    }),
    won: order.map((row) => order.map((column) => beaten(won, row, column))),
  };
}

const beaten = (won: readonly (readonly number[])[], row: number, column: number) => won[row]?.[column] ?? 0;
