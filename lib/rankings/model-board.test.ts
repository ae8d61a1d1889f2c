import fc from "fast-check";
import { expect, test } from "vitest";
import { type ModelWins, rateModels } from "./model-board";

const votes: fc.Arbitrary<ModelWins[]> = fc.array(
  fc
    .record({
      winner: fc.constantFrom("a", "b", "c", "d"),
      loser: fc.constantFrom("a", "b", "c", "d"),
      side: fc.constantFrom("left" as const, "right" as const, null),
      count: fc.integer({ min: 1, max: 40 }),
    })
    .filter(({ winner, loser }) => winner !== loser),
  { maxLength: 20 },
);

test("every match is counted once for each of its two models, and the matrix holds the same matches", () => {
  fc.assert(
    fc.property(votes, (list) => {
      const { models, won } = rateModels(list);
      const total = list.reduce((sum, { count }) => sum + count, 0);
      expect(models.reduce((sum, { wins }) => sum + wins, 0)).toBe(total);
      expect(models.reduce((sum, { matches }) => sum + matches, 0)).toBe(2 * total);
      expect(won.flat().reduce((sum, count) => sum + count, 0)).toBe(total);
      models.forEach(({ wins, rating, ratingLow, ratingHigh, rank, rankLow, rankHigh }, row) => {
        expect(won[row]?.reduce((sum, count) => sum + count, 0)).toBe(wins);
        expect(rank).toBe(row + 1);
        expect(rankLow).toBeLessThanOrEqual(rank);
        expect(rankHigh).toBeGreaterThanOrEqual(rank);
        expect(ratingLow < rating && rating < ratingHigh).toBe(true);
      });
    }),
  );
});

test("two models: the strength is where the wins and the ridge balance", () => {
  const { models } = rateModels([
    { winner: "b", loser: "a", side: null, count: 30 },
    { winner: "a", loser: "b", side: null, count: 10 },
  ]);
  expect(models.map(({ name }) => name)).toEqual(["b", "a"]);
  // At the minimum of −30 ln σ(2θ) − 10 ln σ(−2θ) + θ²/2 (λ = 0.5, both strengths ±θ): 60(1 − σ(2θ)) − 20σ(2θ) = θ.
  const theta = (((models[0]?.rating as number) - 1000) * Math.LN10) / 400;
  const sigma = 1 / (1 + Math.exp(-2 * theta));
  expect(60 * (1 - sigma) - 20 * sigma - theta).toBeCloseTo(0, 5);
});

test("a side that wins for everybody makes no model stronger", () => {
  const list = (["a", "b"] as const).flatMap((left) => {
    const right = left === "a" ? "b" : "a";
    return [
      { winner: left, loser: right, side: "left" as const, count: 70 },
      { winner: right, loser: left, side: "right" as const, count: 30 },
    ];
  });
  const { models } = rateModels(list);
  for (const { rating } of models) expect(rating).toBeCloseTo(1000, 6);
});

test("without votes there is no board", () => {
  expect(rateModels([])).toEqual({ models: [], won: [] });
});
