import fc from "fast-check";
import { expect, test } from "vitest";
import { createJudged, maxVotesPerImage, type Pair, pairName } from "./judged";

const pairs = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))
  .filter(([a, b]) => a !== b) as fc.Arbitrary<Pair>;

test("whatever was judged and taken back, what is known is what is left", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ pair: pairs, isUndo: fc.boolean() }), { maxLength: 60 }), (steps) => {
      const judged = createJudged();
      const left = new Map<string, Pair>();
      for (const { pair, isUndo } of steps) {
        if (isUndo) {
          judged.remove(pair);
          left.delete(pairName(pair));
        } else {
          judged.add(pair);
          left.set(pairName(pair), pair);
        }
      }
      expect([...judged.pairs.keys()].sort()).toEqual([...left.keys()].sort());
      const often = (id: number) => [...left.values()].filter((pair) => pair.includes(id)).length;
      const full = [1, 2, 3, 4, 5, 6, 7, 8].filter((id) => often(id) >= maxVotesPerImage);
      expect([...judged.full].sort()).toEqual(full);
    }),
  );
});
