import { expect, test } from "vitest";
import { fitFile, Unfit } from "./fit-file";

const round = [
  { left: "a", right: "b", left_wins: 3, right_wins: 1 },
  { left: "b", right: "c", left_wins: 2, right_wins: 2 },
  { left: "c", right: "a", left_wins: 1, right_wins: 4 },
];
const file = { items: ["a", "b", "c"], comparisons: round, ridge: 0, side: false };

test("a reference has strength 0 and no error; without one the mean is 0", () => {
  const relative = fitFile({ ...file, reference: "b" });
  const absolute = fitFile(file);
  expect(relative.items[1]).toMatchObject({ name: "b", strength: 0, se: 0, sandwich_se: 0, rating: 1000 });
  expect(absolute.items.reduce((sum, { strength }) => sum + strength, 0)).toBeCloseTo(0, 10);
  const lead = (absolute.items[0]?.strength ?? 0) - (absolute.items[1]?.strength ?? 0);
  expect(relative.items[0]?.strength).toBeCloseTo(lead, 10);
  expect(relative).toMatchObject({ converged: true, side: { estimate: 0, se: 0 } });
});

test.each([
  ["a graph in two parts", { ...file, items: ["a", "b", "c", "d"] }, /not connected.*"d"/],
  ["a graph in two parts, in spite of a ridge", { ...file, items: ["a", "b", "c", "d"], ridge: 1 }, /not connected/],
  [
    "an item without a win",
    { ...file, comparisons: [...round.slice(0, 1), { left: "b", right: "c", left_wins: 2, right_wins: 0 }] },
    /"c" is without a win/,
  ],
  [
    "an item without a loss",
    { ...file, comparisons: [{ left: "a", right: "b", left_wins: 2, right_wins: 0 }, round[1]] },
    /"a" is without a loss/,
  ],
  [
    "a side that always won",
    {
      ...file,
      comparisons: [
        { left: "a", right: "b", left_wins: 2, right_wins: 0 },
        { left: "b", right: "c", left_wins: 1, right_wins: 0 },
      ],
      side: true,
      ridge: 1,
    },
    /won always/,
  ],
  [
    "a side that cannot be told from the strengths",
    { ...file, items: ["a", "b"], comparisons: [round[0]], side: true },
    /told from the strengths|no finite/,
  ],
  ["a negative weight", { ...file, comparisons: [{ ...round[0], left_wins: -1 }] }, /comparisons\.0\.left_wins/],
  [
    "a weight that is no number",
    { ...file, comparisons: [{ ...round[0], left_wins: Number.NaN }] },
    /comparisons\.0\.left_wins/,
  ],
  ["an unknown name", { ...file, comparisons: [{ ...round[0], right: "x" }] }, /"x" is none of the items/],
  ["an unknown reference", { ...file, reference: "x" }, /reference: "x"/],
  ["a name that is there twice", { ...file, items: ["a", "b", "c", "a"] }, /"a" is there twice/],
  ["an item against itself", { ...file, comparisons: [{ ...round[0], right: "a" }] }, /compared with itself/],
  ["nothing", null, /./],
])("%s is refused with a sentence", (_, json, sentence) => {
  expect(() => fitFile(json)).toThrow(Unfit);
  expect(() => fitFile(json)).toThrow(sentence);
});

test("a ridge makes an item without a win finite", () => {
  const { items, converged } = fitFile({
    ...file,
    ridge: 0.5,
    comparisons: [...round.slice(0, 1), { left: "b", right: "c", left_wins: 2, right_wins: 0 }],
  });
  expect(converged).toBe(true);
  expect(items[2]?.rank_high).toBe(3);
});
