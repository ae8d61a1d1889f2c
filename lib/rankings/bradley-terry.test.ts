import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitStrengths } from "./bradley-terry";
import { type Comparisons, combine, gather, type Outcomes } from "./comparisons";
import { denseErrors } from "./covariance";
import { deviance, objective } from "./likelihood";
import { rankRanges } from "./rating-scale";
import { seeded } from "./seeded";
import { sparseErrors } from "./sparse-errors";

/** Votes of a community with strengths N(0,1) and the given bias of the left side; `skew` > 1 prefers the first items. */
function votes(
  seed: number,
  { size, count, gamma = 0, skew = 1 }: { size: number; count: number; gamma?: number; skew?: number },
) {
  const random = seeded(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const truth = Float64Array.from({ length: size }, normal);
  const outcomes = { left: [], right: [], leftWins: [], rightWins: [] } as Record<keyof Outcomes, number[]>;
  for (let n = 0; n < count; n += 1) {
    const first = Math.floor(size * random() ** skew);
    const other = (first + 1 + Math.floor((size - 1) * random())) % size;
    const [left, right] = random() < 0.5 ? [first, other] : [other, first];
    const lead = (truth[left] as number) - (truth[right] as number) + gamma;
    const won = random() < 1 / (1 + Math.exp(-lead)) ? 1 : 0;
    outcomes.left.push(left);
    outcomes.right.push(right);
    outcomes.leftWins.push(won);
    outcomes.rightWins.push(1 - won);
  }
  return { truth, outcomes, comparisons: gather(size, outcomes) };
}

const roundOff = (numbers: Iterable<number>, places = 4) =>
  [...numbers].map((number) => Number(number.toFixed(places)));

describe("against published numbers", () => {
  test("journals citing each other: strengths, standard errors and sandwich relative to Biometrika", () => {
    const comparisons = gather(4, {
      left: [0, 0, 0, 1, 1, 2],
      right: [1, 2, 3, 2, 3, 3],
      leftWins: [730, 498, 221, 68, 17, 142],
      rightWins: [33, 320, 284, 813, 276, 325],
    });
    const fit = fitStrengths(comparisons, { ridge: 0, side: false });
    const errors = denseErrors(comparisons, fit, { ridge: 0, side: false, reference: 0, sandwich: true });
    expect(roundOff(fit.theta.map((strength) => strength - (fit.theta[0] as number)))).toEqual([
      0, -2.9491, -0.4796, 0.269,
    ]);
    expect(roundOff(errors.model.items)).toEqual([0, 0.1025, 0.0606, 0.0708]);
    expect(roundOff(errors.sandwich?.items ?? [])).toEqual([0, 0.1021, 0.0605, 0.0711]);
    expect(deviance(comparisons, fit)).toBeCloseTo(4.293, 3);
  });

  // Agresti, Categorical Data Analysis: the American League's eastern teams in 1987, wins at home and away. Rows are hosts.
  const season = [
    [null, [4, 3], [4, 2], [4, 3], [6, 1], [4, 2], [6, 0]],
    [[3, 3], null, [4, 2], [4, 3], [6, 0], [6, 1], [4, 3]],
    [[2, 5], [4, 3], null, [2, 4], [4, 3], [4, 2], [6, 0]],
    [[3, 3], [5, 1], [2, 5], null, [4, 3], [4, 2], [6, 1]],
    [[5, 1], [2, 5], [3, 3], [4, 2], null, [5, 2], [6, 0]],
    [[2, 5], [3, 3], [3, 4], [4, 3], [4, 2], null, [2, 4]],
    [[2, 5], [1, 5], [1, 6], [2, 4], [1, 6], [3, 4], null],
  ] as const;
  const games = season.flatMap((row, host) => row.flatMap((wins, guest) => (wins ? [{ host, guest, wins }] : [])));
  const comparisons = gather(7, {
    left: games.map(({ host }) => host),
    right: games.map(({ guest }) => guest),
    leftWins: games.map(({ wins }) => wins[0]),
    rightWins: games.map(({ wins }) => wins[1]),
  });

  test.each([
    {
      side: false,
      strengths: [1.5814, 1.4364, 1.2945, 1.2476, 1.1077, 0.6839, 0],
      errors: [0.3433, 0.3396, 0.3367, 0.3359, 0.3339, 0.3319, 0],
      home: [0, 0],
      misfit: 44.053,
    },
    {
      side: true,
      strengths: [1.6196, 1.4754, 1.3271, 1.2813, 1.1438, 0.7047, 0],
      errors: [0.3474, 0.3446, 0.3403, 0.3404, 0.3378, 0.335, 0],
      home: [0.3023, 0.1309],
      misfit: 38.643,
    },
  ])("baseball in 1987 relative to Baltimore, home advantage $side", ({ side, strengths, errors, home, misfit }) => {
    const fit = fitStrengths(comparisons, { ridge: 0, side });
    const { model } = denseErrors(comparisons, fit, { ridge: 0, side, reference: 6 });
    expect(roundOff(fit.theta.map((strength) => strength - (fit.theta[6] as number)))).toEqual(strengths);
    expect(roundOff(model.items)).toEqual(errors);
    expect(roundOff([fit.gamma, model.side])).toEqual(home);
    expect(deviance(comparisons, fit)).toBeCloseTo(misfit, 3);
  });
});

/** Slow and sure: cyclic coordinate descent with bisection on the objective's slope, which only ever evaluates the objective. */
function descend(comparisons: Comparisons, ridge: number, side: boolean): number[] {
  const point = new Float64Array(comparisons.size + 1);
  const value = () => objective(comparisons, { theta: point.subarray(0, -1), gamma: point.at(-1) as number }, ridge);
  const slopeAt = (at: number, x: number) => {
    const h = 1e-4;
    point[at] = x + h;
    const above = value();
    point[at] = x - h;
    return (above - value()) / (2 * h);
  };
  for (let round = 0; round < 60; round += 1) {
    for (let at = 0; at < point.length - (side ? 0 : 1); at += 1) {
      let [low, high] = [-8, 8];
      while (high - low > 1e-8) {
        const middle = (low + high) / 2;
        if (slopeAt(at, middle) < 0) low = middle;
        else high = middle;
      }
      point[at] = (low + high) / 2;
    }
  }
  return [...point];
}

test("finds the minimum that a search by value alone finds, with fractional weights, a ridge and a side", () => {
  const { outcomes } = votes(5, { size: 6, count: 40, gamma: 0.4 });
  const weigh = (wins: ArrayLike<number>) => Array.from(wins, (won, n) => won * (0.3 + (n % 5) * 0.7));
  const weighted = { ...outcomes, leftWins: weigh(outcomes.leftWins), rightWins: weigh(outcomes.rightWins) };
  const comparisons = gather(6, weighted);
  const fit = fitStrengths(comparisons, { ridge: 0.5, side: true });
  const found = descend(comparisons, 0.5, true);
  for (const [i, strength] of [...fit.theta, fit.gamma].entries()) expect(strength).toBeCloseTo(found[i] as number, 5);
});

describe("laws of the fit", () => {
  const history = fc.record({
    seed: fc.integer(),
    size: fc.integer({ min: 2, max: 30 }),
    count: fc.integer({ min: 0, max: 120 }),
  });

  test("the gradient is zero at the end, from any start, and the mean is 0", () => {
    fc.assert(
      fc.property(history, ({ seed, size, count }) => {
        const { comparisons, truth, outcomes } = votes(seed, { size, count, gamma: 0.3 });
        if (new Set(outcomes.leftWins).size < 2) return;
        const cold = fitStrengths(comparisons, { ridge: 0.5, side: true });
        const far = { theta: truth.map((strength) => 5 - 4 * strength), gamma: -3 };
        const warm = fitStrengths(comparisons, { ridge: 0.5, side: true, start: far });
        expect(cold.converged && warm.converged).toBe(true);
        expect(warm.gamma).toBeCloseTo(cold.gamma, 6);
        for (let i = 0; i < size; i += 1) expect(warm.theta[i]).toBeCloseTo(cold.theta[i] as number, 6);
        expect(cold.theta.reduce((sum, strength) => sum + strength, 0)).toBeCloseTo(0, 6);
      }),
      { numRuns: 200 },
    );
  });

  test("votes added to votes are the same as all of them at once, in any order", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 120 }), ({ seed, size, count }, at) => {
        const { comparisons, outcomes } = votes(seed, { size, count });
        const part = (from: number, to?: number) =>
          gather(size, {
            left: outcomes.left.slice(from, to),
            right: outcomes.right.slice(from, to),
            leftWins: outcomes.leftWins.slice(from, to),
            rightWins: outcomes.rightWins.slice(from, to),
          });
        const together = combine(part(at), part(0, at));
        expect(countsOf(together)).toEqual(countsOf(comparisons));
        expect([...together.wins]).toEqual([...comparisons.wins]);
        expect(together.leftWins).toBe(comparisons.leftWins);
      }),
    );
  });

  test("an item outside, or against itself, is refused", () => {
    const against = (left: number, right: number) => () =>
      gather(2, { left: [left], right: [right], leftWins: [1], rightWins: [0] });
    for (const [left, right] of [
      [0, 2],
      [-1, 0],
      [1, 1],
      [Number.NaN, 0],
    ] as const)
      expect(against(left, right)).toThrow(RangeError);
  });
});

function countsOf({ size, starts, second, ...counts }: Comparisons): Record<string, number[]> {
  const named: Record<string, number[]> = {};
  for (let i = 0; i < size; i += 1)
    for (let e = starts[i] as number; e < (starts[i + 1] as number); e += 1)
      named[`${i}-${second[e]}`] = [counts.leftCount, counts.rightCount, counts.leftWon, counts.rightWon].map(
        (numbers) => numbers[e] as number,
      );
  return named;
}

describe("standard errors of many items", () => {
  // What is given is the largest error of a standard error, as a part of it, that is tolerated.
  test.each([
    ["as many votes as images", { size: 400, count: 400 }, 0.008],
    ["five votes an image", { size: 400, count: 1_000 }, 0.01],
    ["forty votes an image", { size: 400, count: 8_000 }, 0.01],
    ["most votes on few images", { size: 400, count: 8_000, skew: 4 }, 0.06],
  ])("are near the dense ones: %s", (_, community, tolerance) => {
    const { comparisons } = votes(1, { ...community, gamma: 0.2 });
    const options = { ridge: 0.5, side: true };
    const fit = fitStrengths(comparisons, options);
    const dense = denseErrors(comparisons, fit, options).model;
    const sparse = sparseErrors(comparisons, fit, options);
    const off = Array.from(sparse.items, (error, i) => Math.abs(error / (dense.items[i] as number) - 1));
    expect(Math.max(...off)).toBeLessThan(tolerance);
    expect(off.reduce((sum, part) => sum + part, 0) / off.length).toBeLessThan(0.005);
    expect(sparse.side / dense.side).toBeCloseTo(1, 4);
  });
});

test("rank ranges count what lies wholly above and wholly below", () => {
  const interval = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 6 }));
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 30 }), (intervals) => {
      const lows = Float64Array.from(intervals, ([low]) => low);
      const highs = Float64Array.from(intervals, ([low, width]) => low + width);
      const ranges = rankRanges(lows, highs);
      for (let i = 0; i < lows.length; i += 1) {
        const above = [...lows].filter((low) => low > (highs[i] as number)).length;
        const below = [...highs].filter((high) => high < (lows[i] as number)).length;
        expect([ranges.low[i], ranges.high[i]]).toEqual([1 + above, lows.length - below]);
      }
    }),
  );
});
