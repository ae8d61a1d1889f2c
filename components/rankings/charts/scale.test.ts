import fc from "fast-check";
import { expect, test } from "vitest";
import { scaleBetween, scaleOver } from "./scale";

const values = fc.array(fc.double({ min: -5_000, max: 5_000, noNaN: true }), { minLength: 1, maxLength: 30 });

test("a scale holds every value, keeps their order, and has a few round ticks within its edges", () => {
  fc.assert(
    fc.property(values, (list) => {
      const scale = scaleOver(list);
      for (const value of list) {
        expect(value).toBeGreaterThanOrEqual(scale.low);
        expect(value).toBeLessThanOrEqual(scale.high);
      }
      const sorted = list.toSorted((a, b) => a - b).map(scale.at);
      expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
      expect(scale.ticks.length).toBeGreaterThanOrEqual(2);
      expect(scale.ticks.length).toBeLessThanOrEqual(9);
      expect(scale.at(scale.ticks[0] as number)).toBe(0);
      expect(scale.at(scale.ticks.at(-1) as number)).toBe(100);
    }),
    // So close together that a step between them would be no number.
    { examples: [[[5e-324, 0]], [[1_000, 1_000 + 1e-12]]] },
  );
});

test("what lies outside stays at the edge", () => {
  const scale = scaleBetween(0, 10);
  expect([scale.at(-1), scale.at(5), scale.at(11)]).toEqual([0, 50, 100]);
});
