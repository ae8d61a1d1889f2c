import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRating, rate } from "./board";
import { fitStrengths } from "./bradley-terry";
import { type Comparisons, combine, gather, type Outcomes } from "./comparisons";
import { denseErrors } from "./covariance";
import { holdFit, refit } from "./refit";
import { ridge } from "./ridge";
import { seeded } from "./seeded";

/** Votes of a community with strengths N(0,1) in the order in which they are cast; new images join as they come. */
function community(seed: number, { size, votes }: { size: number; votes: number }) {
  const random = seeded(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const truth = Float64Array.from({ length: size }, normal);
  const all = { left: [], right: [], leftWins: [], rightWins: [] } as Record<keyof Outcomes, number[]>;
  for (let n = 0; n < votes; n += 1) {
    const open = Math.max(2, Math.ceil((size * (n + votes)) / (2 * votes)));
    const left = Math.floor(open * random());
    const right = (left + 1 + Math.floor((open - 1) * random())) % open;
    const lead = (truth[left] as number) - (truth[right] as number) + 0.2;
    const won = random() < 1 / (1 + Math.exp(-lead)) ? 1 : 0;
    all.left.push(left);
    all.right.push(right);
    all.leftWins.push(won);
    all.rightWins.push(1 - won);
  }
  /** The votes with these numbers, over the images that had joined by the last of them. */
  const pick = (numbers: readonly number[], joined = size): Comparisons =>
    gather(joined, {
      left: numbers.map((n) => all.left[n] as number),
      right: numbers.map((n) => all.right[n] as number),
      leftWins: Float32Array.from(numbers, (n) => all.leftWins[n] as number),
      rightWins: Float32Array.from(numbers, (n) => all.rightWins[n] as number),
    });
  const joinedBy = (n: number) => Math.max(0, ...all.left.slice(0, n), ...all.right.slice(0, n)) + 1;
  return { pick, joinedBy };
}

const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);
const options = { ridge, side: true, tolerance: 1e-5 };

const step = fc.record({ more: fc.integer({ min: 0, max: 6 }), gone: fc.integer({ min: 0, max: 4 }) });
const history = fc.record({
  seed: fc.integer(),
  size: fc.integer({ min: 150, max: 300 }),
  steps: fc.array(step, { minLength: 3, maxLength: 12 }),
});

/** Fits many votes and then few more, step by step; after each calls back with what the refit found and the votes it is of. */
function follow(
  { seed, size, steps }: typeof history extends fc.Arbitrary<infer One> ? One : never,
  see: (found: NonNullable<ReturnType<typeof refit>>, all: Comparisons) => void,
): void {
  const many = 30 * size;
  const { pick, joinedBy } = community(seed, { size, votes: many + 100 });
  const base = pick(upTo(0, many), joinedBy(many));
  let held = holdFit(base, options);
  let few: number[] = [];
  let next = many;
  let refits = 0;
  for (const { more, gone } of steps) {
    few = [...few.slice(gone), ...upTo(next, next + more)];
    next += more;
    const added = pick(few, joinedBy(next));
    // In so small a community most images move noticeably sooner or later; then all is looked at again, as `createRating` does.
    const found = refit(held, added, options) ?? refit(holdFit(base, options, held.strengths), added, options);
    // Not when they are the votes of most images: then all is fitted, and held anew.
    if (!found) {
      held = holdFit(base, options, held.strengths);
      continue;
    }
    held = found.held;
    refits += 1;
    see(found, combine(base, added));
  }
  expect(refits).toBeGreaterThan(0);
}

const furthest = (one: Float64Array, other: Float64Array) =>
  one.reduce((most, value, i) => Math.max(most, Math.abs(value - (other[i] as number))), 0);

describe("few votes beside many that are held", () => {
  test("give what a cold fit of all of them gives, whatever comes and goes among the few", () => {
    fc.assert(
      fc.property(history, (one) => {
        follow(one, (found, all) => {
          const cold = rate(all, undefined, 0);
          expect(furthest(found.strengths.theta, cold.fit.theta)).toBeLessThan(1e-4);
          expect(found.strengths.gamma).toBeCloseTo(cold.fit.gamma, 4);
          const off = Array.from(cold.se, (se, i) => Math.abs((found.se[i] as number) / se - 1));
          // Third images that are young themselves: theirs are left until the next full look.
          expect(Math.max(...off)).toBeLessThan(0.02);
          expect(off.reduce((sum, part) => sum + part, 0) / off.length).toBeLessThan(0.001);
          expect(found.gammaSe / cold.gammaSe).toBeCloseTo(1, 2);
        });
      }),
      // Two young images, judged against each other before, are so once more.
      {
        numRuns: 25,
        examples: [
          [
            {
              seed: -2038200016,
              size: 279,
              steps: [
                { more: 0, gone: 0 },
                { more: 1, gone: 0 },
              ],
            },
          ],
        ],
      },
    );
  });

  test("have the errors of the dense inverse, to a hundredth", () => {
    const steps = upTo(0, 10).map((n) => ({ more: 5, gone: n % 3 }));
    follow({ seed: 3, size: 300, steps }, (found, all) => {
      const exact = fitStrengths(all, { ridge, side: true });
      const dense = denseErrors(all, exact, options).model;
      for (const [i, se] of dense.items.entries())
        expect(Math.abs((found.se[i] as number) / se - 1)).toBeLessThan(0.01);
    });
  });

  test("more of them than few, or none that are held, are fitted with the others", () => {
    const { pick } = community(5, { size: 60, votes: 3_000 });
    const rating = createRating(0);
    for (const [many, few] of [
      [0, 40],
      [2_900, 10],
      [2_900, 100],
      [1_000, 0],
    ] as const) {
      const rated = rating(pick(upTo(0, many)), pick(upTo(many, many + few)));
      const cold = rate(pick(upTo(0, many + few)), undefined, 0);
      expect(furthest(rated.fit.theta, cold.fit.theta)).toBeLessThan(1e-4);
      expect([...rated.tally.matches]).toEqual([...pick(upTo(0, many + few)).matches]);
    }
  });
});
