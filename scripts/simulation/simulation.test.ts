import { expect, test } from "vitest";
import { seeded } from "@/lib/rankings/seeded";
import { estimateEach, estimateLoss, isLoss, measure, measureCollusion, measureEach } from "./run";

// A few seeds, and bounds that only a regression passes; `npm run rank -- simulate` has thirty seeds and the goals themselves.
const community = { images: 200, votes: 2_000 } as const;
const seeds = 3;
const average = <T extends object>(one: (seed: number) => T) => estimateEach(measureEach(seeds, one));

test("our pairs and strengths find the best images more surely than random pairs, and far more than raw wins", () => {
  const wins = average((seed) => measure({ ...community, seed, pairs: "random" }, "wins"));
  const random = average((seed) => measure({ ...community, seed, pairs: "random" }));
  const ours = average((seed) => measure({ ...community, seed, pairs: "ours" }));
  expect(wins.precision.mean).toBeLessThan(0.45);
  expect(random.precision.mean).toBeGreaterThan(wins.precision.mean);
  expect(ours.precision.mean).toBeGreaterThan(0.6);
  expect(ours.spearman.mean).toBeGreaterThan(0.83);
  expect(ours.intervals.mean).toBeGreaterThan(0.9);
  expect(ours.intervals.mean).toBeLessThan(0.98);
  expect(ours.ranks.mean).toBeGreaterThan(0.95);
}, 60_000);

test("voters' left bias is found, and colluders' push goes when their votes are put aside", () => {
  const biased = average((seed) => measure({ ...community, seed, pairs: "ours", leftBias: 0.3 }));
  expect(Math.abs(biased.gamma.mean - 0.3)).toBeLessThan(0.12);
  expect(biased.isGammaHeld.mean).toBeGreaterThan(0.6);
  const { without, pushed, quarantined } = measureCollusion({ ...community, seed: 1, pairs: "ours", colluding: 0.05 });
  expect(pushed).toBeLessThan(without - 30);
  expect(quarantined).toBeGreaterThan(pushed + 0.6 * (without - pushed));
}, 60_000);

test("a loss is told from chance by its standard error, community by community", () => {
  const random = seeded(5);
  const truth = Array.from({ length: 200 }, () => random());
  const noisy = (shift: number) => truth.map((value) => value + shift + 0.1 * (random() - random()));
  expect(isLoss(estimateLoss(noisy(0), noisy(-0.02)))).toBe(true);
  expect(isLoss(estimateLoss(noisy(0), noisy(0.02)))).toBe(false);
  expect(estimateLoss(truth, truth)).toEqual({ mean: 0, se: 0 });
  expect(isLoss({ mean: 0.0164, se: 0.01 })).toBe(false);
  expect(isLoss({ mean: 0.0165, se: 0.01 })).toBe(true);
  const { mean, se } = estimateLoss([1, 2, 3, 4], [0, 0, 0, 0]);
  expect([mean, se]).toEqual([2.5, Math.sqrt(5 / 3 / 4)]);
  // Of samples without a loss one in twenty is taken for one.
  let taken = 0;
  for (let n = 0; n < 1_000; n += 1) if (isLoss(estimateLoss(noisy(0), noisy(0)))) taken += 1;
  expect(taken).toBeGreaterThan(20);
  expect(taken).toBeLessThan(90);
});
