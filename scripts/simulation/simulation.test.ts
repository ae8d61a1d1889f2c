import { expect, test } from "vitest";
import { average, measure, measureCollusion } from "./run";

// A few seeds, and bounds that only a regression passes; `npm run rank -- simulate` has thirty seeds and the goals themselves.
const community = { images: 200, votes: 2_000 } as const;
const seeds = 3;

test("our pairs and strengths find the best images more surely than random pairs, and far more than raw wins", () => {
  const wins = average(seeds, (seed) => measure({ ...community, seed, pairs: "random" }, "wins"));
  const random = average(seeds, (seed) => measure({ ...community, seed, pairs: "random" }));
  const ours = average(seeds, (seed) => measure({ ...community, seed, pairs: "ours" }));
  expect(wins.precision).toBeLessThan(0.45);
  expect(random.precision).toBeGreaterThan(wins.precision);
  expect(ours.precision).toBeGreaterThan(0.6);
  expect(ours.spearman).toBeGreaterThan(0.83);
  expect(ours.intervals).toBeGreaterThan(0.9);
  expect(ours.intervals).toBeLessThan(0.98);
  expect(ours.ranks).toBeGreaterThan(0.95);
}, 60_000);

test("voters' left bias is found, and colluders' push goes when their votes are put aside", () => {
  const biased = average(seeds, (seed) => measure({ ...community, seed, pairs: "ours", leftBias: 0.3 }));
  expect(Math.abs(biased.gamma - 0.3)).toBeLessThan(0.12);
  const { without, pushed, quarantined } = measureCollusion({ ...community, seed: 1, pairs: "ours", colluding: 0.05 });
  expect(pushed).toBeLessThan(without - 30);
  expect(quarantined).toBeGreaterThan(pushed + 0.6 * (without - pushed));
}, 60_000);
