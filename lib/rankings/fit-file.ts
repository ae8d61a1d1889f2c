import { z } from "zod";
import { type Fit, fitStrengths } from "./bradley-terry";
import { type Comparisons, gather } from "./comparisons";
import { findUnbounded, findUnconnected } from "./connected";
import { denseErrors } from "./covariance";
import { deviance } from "./likelihood";
import { rankRanges, reach, toRating } from "./rating-scale";
import { sparseErrors } from "./sparse-errors";

/** Up to so many items errors are exact, by a dense inverse: some seconds. */
export const denseFileLimit = 1_500;

const weight = z.number({ error: "must be a number" }).nonnegative({ error: "must not be negative" });
const problem = z.object({
  items: z.array(z.string(), { error: "must be a list of names" }).min(2, { error: "must name two items or more" }),
  comparisons: z.array(z.object({ left: z.string(), right: z.string(), left_wins: weight, right_wins: weight })),
  ridge: weight.default(0.5),
  side: z.boolean({ error: "must be true or false" }).default(true),
  reference: z.string().nullish(),
});

export interface FittedItem {
  name: string;
  strength: number;
  se: number;
  /** Null where there are too many items for a dense inverse. */
  sandwich_se: number | null;
  rating: number;
  rating_low: number;
  rating_high: number;
  rank_low: number;
  rank_high: number;
}

export interface FittedFile {
  side: { estimate: number; se: number };
  items: FittedItem[];
  deviance: number;
  iterations: number;
  converged: boolean;
}

/** What is wrong with the comparisons, in a sentence for who made them. */
export class Unfit extends Error {}

/**
 * Fits any paired comparisons. With a `reference` its strength is 0 and every error is that of a difference to it, so the
 * reference itself has none; otherwise the mean is 0.
 * @throws Unfit
 */
export function fitFile(json: unknown): FittedFile {
  const { names, comparisons, ridge, side, reference } = read(json);
  requireFinite(names, comparisons, ridge, side);
  const fit = fitStrengths(comparisons, { ridge, side, tolerance: 1e-10 });
  if (!fit.converged) throw new Unfit(unbounded("the strengths, or the side's advantage, grow without bound"));
  const { model, sandwich } = errorsOf(comparisons, fit, { ridge, side, reference });
  const zero = reference === undefined ? 0 : (fit.theta[reference] as number);
  const strengths = fit.theta.map((strength) => strength - zero);
  const lows = strengths.map((strength, i) => toRating(strength - reach * (model.items[i] as number)));
  const highs = strengths.map((strength, i) => toRating(strength + reach * (model.items[i] as number)));
  const ranks = rankRanges(lows, highs);
  return {
    side: { estimate: fit.gamma, se: model.side },
    items: names.map((name, i) => ({
      name,
      strength: strengths[i] as number,
      se: model.items[i] as number,
      sandwich_se: sandwich?.items[i] ?? null,
      rating: toRating(strengths[i] as number),
      rating_low: lows[i] as number,
      rating_high: highs[i] as number,
      rank_low: ranks.low[i] as number,
      rank_high: ranks.high[i] as number,
    })),
    deviance: deviance(comparisons, fit),
    iterations: fit.iterations,
    converged: fit.converged,
  };
}

function read(json: unknown) {
  const parsed = problem.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Unfit(`${issue?.path.join(".") || "the file"}: ${issue?.message ?? "is not understood"}`);
  }
  const { items: names, ridge, side } = parsed.data;
  const numbers = new Map(names.map((name, number) => [name, number]));
  const twice = names.find((name, number) => numbers.get(name) !== number);
  if (twice !== undefined) throw new Unfit(`items: "${twice}" is there twice`);
  const numberOf = (name: string, where: string) => {
    const number = numbers.get(name);
    if (number === undefined) throw new Unfit(`${where}: "${name}" is none of the items`);
    return number;
  };
  const rows = parsed.data.comparisons.map(({ left, right, ...wins }, row) => {
    const where = `comparisons.${row}`;
    if (left === right) throw new Unfit(`${where}: "${left}" is compared with itself`);
    return { left: numberOf(left, where), right: numberOf(right, where), ...wins };
  });
  const { reference } = parsed.data;
  return {
    names,
    ridge,
    side,
    reference: reference == null ? undefined : numberOf(reference, "reference"),
    comparisons: gather(names.length, {
      left: rows.map((row) => row.left),
      right: rows.map((row) => row.right),
      leftWins: rows.map((row) => row.left_wins),
      rightWins: rows.map((row) => row.right_wins),
    }),
  };
}

const unbounded = (why: string) => `There are no finite estimates: ${why}. A ridge above 0 keeps them finite.`;

function requireFinite(names: string[], comparisons: Comparisons, ridge: number, side: boolean): void {
  const apart = findUnconnected(comparisons);
  if (apart >= 0) {
    throw new Unfit(
      `The comparisons are not connected: no chain of them joins "${names[apart]}" to "${names[0]}", so the two cannot be compared.`,
    );
  }
  const { wins, leftWins } = comparisons;
  const total = wins.reduce((sum, won) => sum + won, 0);
  if (side && (leftWins <= 0 || leftWins >= total)) {
    throw new Unfit(
      `The side's advantage has no finite estimate: the ${leftWins > 0 ? "left" : "right"} item won always.`,
    );
  }
  if (ridge > 0) return;
  const without = wins.findIndex((won) => won <= 0);
  if (without >= 0) throw new Unfit(unbounded(`"${names[without]}" is without a win`));
  const losses = lossesOf(comparisons);
  const unbeaten = losses.findIndex((lost) => lost <= 0);
  if (unbeaten >= 0) throw new Unfit(unbounded(`"${names[unbeaten]}" is without a loss`));
  const outside = findUnbounded(comparisons);
  if (outside >= 0) {
    throw new Unfit(
      unbounded(
        `wins do not lead from "${names[0]}" to "${names[outside]}" and back, so one group never beat the other`,
      ),
    );
  }
}

function lossesOf({ size, starts, second, leftCount, rightCount, wins }: Comparisons): Float64Array {
  const losses = wins.map((won) => -won);
  for (let i = 0; i < size; i += 1) {
    for (let e = starts[i] as number; e < (starts[i + 1] as number); e += 1) {
      const count = (leftCount[e] as number) + (rightCount[e] as number);
      losses[i] = (losses[i] as number) + count;
      losses[second[e] as number] = (losses[second[e] as number] as number) + count;
    }
  }
  // What remains of fractions that should cancel is no loss.
  return losses.map((lost) => (lost < 1e-9 ? 0 : lost));
}

function errorsOf(
  comparisons: Comparisons,
  fit: Fit,
  options: { ridge: number; side: boolean; reference: number | undefined },
) {
  if (comparisons.size > denseFileLimit && options.ridge > 0 && options.reference === undefined)
    return { model: sparseErrors(comparisons, fit, options), sandwich: null };
  try {
    return denseErrors(comparisons, fit, { ...options, sandwich: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Unfit("The side's advantage cannot be told from the strengths: compare some pair in both orders.");
  }
}
