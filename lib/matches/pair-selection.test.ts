import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPool, drawPair, type Pair, pairName, pairSet } from "./pair-selection";

/** Mulberry32: the same numbers for the same seed. */
function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const none = pairSet([]);

/** Every eligible pair, counted out the slow way. */
function eligiblePairs(images: { id: number; ownerId: number }[], voterId: number, excluded: Pair[]): string[] {
  const banned = new Set(excluded.map(pairName));
  const others = images.filter((image) => image.ownerId !== voterId).map((image) => image.id);
  return others
    .flatMap((a, index) => others.slice(index + 1).map((b) => pairName([a, b])))
    .filter((name) => !banned.has(name))
    .sort();
}

const gallery = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 1, max: 40 }), ownerId: fc.integer({ min: 1, max: 4 }) }),
  {
    selector: (image) => image.id,
    maxLength: 12,
  },
);
const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })), { maxLength: 30 });

describe("a draw", () => {
  test("is never of one's own images, never of a judged or an avoided pair, and has the probability of one in all eligible", () => {
    fc.assert(
      fc.property(gallery, pairs, pairs, fc.integer(), (images, judged, avoid, seed) => {
        const expected = eligiblePairs(images, 1, [...judged, ...avoid]);
        const drawn = drawPair(
          createPool(images),
          { voterId: 1, judged: pairSet(judged), avoid: pairSet(avoid) },
          seeded(seed),
        );
        if (!drawn) return expected.length === 0;
        expect(expected).toContain(pairName(drawn.pair));
        expect(drawn.probability).toBe(1 / expected.length);
        return true;
      }),
      { numRuns: 2_000 },
    );
  });

  test("reaches all pairs of a gallery once each, and then none", () => {
    fc.assert(
      fc.property(gallery, fc.integer(), (images, seed) => {
        const random = seeded(seed);
        const pool = createPool(images);
        const judged = pairSet([]);
        const expected = eligiblePairs(images, 1, []);
        for (;;) {
          const drawn = drawPair(pool, { voterId: 1, judged, avoid: none }, random);
          if (!drawn) break;
          expect(judged.has(pairName(drawn.pair))).toBe(false);
          judged.set(pairName(drawn.pair), drawn.pair);
        }
        expect([...judged.keys()].sort()).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test("needs two images of others", () => {
    const one = createPool([{ id: 1, ownerId: 2 }]);
    const mine = createPool([1, 2, 3].map((id) => ({ id, ownerId: 1 })));
    expect(drawPair(createPool([]), { voterId: 1, judged: none, avoid: none }, seeded(1))).toBeNull();
    expect(drawPair(one, { voterId: 1, judged: none, avoid: none }, seeded(1))).toBeNull();
    expect(drawPair(mine, { voterId: 1, judged: none, avoid: none }, seeded(1))).toBeNull();
    expect(drawPair(mine, { voterId: null, judged: none, avoid: none }, seeded(1))?.probability).toBe(1 / 3);
  });
});

/** Pearson's statistic of counts that should all be the same. */
function chiSquare(counts: number[]): number {
  const expected = counts.reduce((a, b) => a + b, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** The 99.99 % quantile of chi-square, by Wilson and Hilferty. */
const quantile = (freedom: number) => freedom * (1 - 2 / (9 * freedom) + 3.719 * Math.sqrt(2 / (9 * freedom))) ** 3;

describe("sides and pairs are uniform", () => {
  // Few judged: pairs are tried. Nearly all judged: they are counted out.
  const images = Array.from({ length: 16 }, (_, index) => ({ id: index * 7 + 3, ownerId: index % 5 }));
  const all = eligiblePairs(images, 1, []).map((name) => name.split("-").map(Number) as unknown as Pair);

  test.each([
    ["with few pairs judged", all.slice(0, 10), all.slice(10, 12)],
    ["with nearly all pairs judged", all.filter((_, index) => index % 11 !== 3), []],
  ])("%s", (_, judged, avoid) => {
    const random = seeded(judged.length);
    const pool = createPool(images);
    const options = { voterId: 1, judged: pairSet(judged), avoid: pairSet(avoid) };
    const counts = new Map<string, number>();
    const eligible = eligiblePairs(images, 1, [...judged, ...avoid]);
    const draws = eligible.length * 2 * 300;
    for (let n = 0; n < draws; n += 1) {
      const pair = drawPair(pool, options, random)?.pair as Pair;
      counts.set(pair.join(), (counts.get(pair.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(eligible.length * 2);
    expect(chiSquare([...counts.values()])).toBeLessThan(quantile(eligible.length * 2 - 1));
  });

  test("counted out, every number of the random source is another pair", () => {
    const judged = pairSet(all.filter((_, index) => index % 9 !== 2));
    const left = all.length - judged.size;
    const seen = Array.from({ length: left }, (_, n) => {
      let calls = 0;
      // Tries always find the same image twice over, of the voter's own; then comes the number of the pair, then the side.
      const random = (below: number) => {
        calls += 1;
        return calls <= 64 ? 1 : below === left ? n : 0;
      };
      return pairName(drawPair(createPool(images), { voterId: 1, judged, avoid: none }, random)?.pair as Pair);
    });
    expect(new Set(seen).size).toBe(left);
  });
});
