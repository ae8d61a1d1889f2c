import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createJudged, maxVotesPerImage, type Pair, pairName, pairSet } from "./judged";
import { drawPair } from "./pair-selection";
import { createPool, type Drawable, type Pool } from "./pool";
import { countEligible, type Drawing, drawUniform, type Random } from "./uniform-pair";

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

function uniform(pool: Pool, drawing: Drawing, random: Random) {
  const eligible = countEligible(pool, drawing);
  return eligible > 0 ? { pair: drawUniform(pool, drawing, eligible, random), eligible } : null;
}

/** Every eligible pair, counted out the slow way. */
function eligiblePairs(
  images: { id: number; ownerId: number }[],
  voterId: number,
  judged: Pair[],
  avoid: Pair[] = [],
): string[] {
  const banned = new Set([...judged, ...avoid].map(pairName));
  const votes = [...pairSet(judged).values()].flat();
  const isFull = (id: number) => votes.filter((each) => each === id).length >= maxVotesPerImage;
  const others = images.filter((image) => image.ownerId !== voterId && !isFull(image.id)).map((image) => image.id);
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
const pairs = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })).filter(([a, b]) => a !== b),
  { maxLength: 60 },
);

describe("a draw", () => {
  test("is never of one's own images, of one judged five times, of a judged or an avoided pair; all others are counted", () => {
    fc.assert(
      fc.property(gallery, pairs, pairs, fc.integer(), (images, judged, avoid, seed) => {
        const expected = eligiblePairs(images, 1, judged, avoid);
        const pool = createPool(images);
        const drawing = { voterId: 1, judged: createJudged(judged), avoid: pairSet(avoid) };
        expect(countEligible(pool, drawing)).toBe(expected.length);
        const drawn = drawPair(pool, drawing, seeded(seed));
        if (!drawn) return expected.length === 0;
        expect(expected).toContain(pairName(drawn.pair));
        expect(expected).toContain(pairName(uniform(pool, drawing, seeded(seed))?.pair as Pair));
        expect(drawn.probability).toBeGreaterThan(0);
        expect(drawn.probability).toBeLessThanOrEqual(1);
        return true;
      }),
      { numRuns: 2_000 },
    );
  });

  test("reaches a pair while there is one, and none twice", () => {
    fc.assert(
      fc.property(gallery, fc.integer(), (images, seed) => {
        const random = seeded(seed);
        const pool = createPool(images);
        const judged = createJudged();
        for (;;) {
          const drawn = drawPair(pool, { voterId: 1, judged, avoid: none }, random);
          if (!drawn) break;
          expect(judged.pairs.has(pairName(drawn.pair))).toBe(false);
          judged.add(drawn.pair);
        }
        expect(eligiblePairs(images, 1, [...judged.pairs.values()])).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("needs two images of others", () => {
    const one = createPool([{ id: 1, ownerId: 2 }]);
    const mine = createPool([1, 2, 3].map((id) => ({ id, ownerId: 1 })));
    expect(drawPair(createPool([]), { voterId: 1, judged: createJudged(), avoid: none }, seeded(1))).toBeNull();
    expect(drawPair(one, { voterId: 1, judged: createJudged(), avoid: none }, seeded(1))).toBeNull();
    expect(drawPair(mine, { voterId: 1, judged: createJudged(), avoid: none }, seeded(1))).toBeNull();
    expect(drawPair(mine, { voterId: null, judged: createJudged(), avoid: none }, seeded(1))).not.toBeNull();
  });
});

/** After so many votes all matches that are owed have been given: a draw has an owed anchor with probability 0.252. */
const votesFor = (owed: number) => 6 * owed + 120;

/** Pearson's statistic of counts that should all be the same. */
function chiSquare(counts: number[]): number {
  const expected = counts.reduce((a, b) => a + b, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** The 99.99 % quantile of chi-square, by Wilson and Hilferty. */
const quantile = (freedom: number) => freedom * (1 - 2 / (9 * freedom) + 3.719 * Math.sqrt(2 / (9 * freedom))) ** 3;

describe("the sides and pairs of a uniform draw are uniform", () => {
  // Few judged: pairs are tried. Nearly all judged: they are counted out.
  const images = Array.from({ length: 16 }, (_, index) => ({ id: index * 7 + 3, ownerId: index % 5 }));
  const all = eligiblePairs(images, 1, []).map((name) => name.split("-").map(Number) as unknown as Pair);

  test.each([
    ["with few pairs judged", all.slice(0, 10), all.slice(10, 12)],
    ["with nearly all pairs to be avoided", [], all.filter((_, index) => index % 11 !== 3)],
  ])("%s", (_, judged, avoid) => {
    const random = seeded(avoid.length);
    const pool = createPool(images);
    const options = { voterId: 1, judged: createJudged(judged), avoid: pairSet(avoid) };
    const counts = new Map<string, number>();
    const eligible = eligiblePairs(images, 1, judged, avoid);
    const draws = eligible.length * 2 * 300;
    for (let n = 0; n < draws; n += 1) {
      const pair = uniform(pool, options, random)?.pair as Pair;
      counts.set(pair.join(), (counts.get(pair.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(eligible.length * 2);
    expect(chiSquare([...counts.values()])).toBeLessThan(quantile(eligible.length * 2 - 1));
  });

  test("counted out, every number of the random source is another pair", () => {
    const drawing = { voterId: 1, judged: createJudged(), avoid: pairSet(all.filter((_, index) => index % 9 !== 2)) };
    // By id, so that the image in the second place is the voter's own.
    const pool = createPool(images, () => 1 - Number.EPSILON);
    const left = countEligible(pool, drawing);
    const seen = Array.from({ length: left }, (_, n) => {
      let calls = 0;
      // Tries always find the same image twice over, of the voter's own; then comes the number of the pair, then the side.
      const random = (below: number) => {
        calls += 1;
        return calls <= 64 ? 1 : below === left ? n : 0;
      };
      return pairName(uniform(pool, drawing, random)?.pair as Pair);
    });
    expect(new Set(seen).size).toBe(left);
  });
});

describe("a draw that is not uniform", () => {
  const nobody = { voterId: null, judged: createJudged(), avoid: none };
  const many = (images: Drawable[], draws: number, seed = 3) => {
    const random = seeded(seed);
    const pool = createPool(images, () => random(2 ** 32) / 2 ** 32);
    return Array.from({ length: draws }, () => drawPair(pool, nobody, random)?.pair as Pair);
  };
  const known = (id: number, strength = 0): Drawable => ({ id, ownerId: id, strength, sd: 0.2 });
  const share = (pairs: Pair[], id: number) => pairs.filter((pair) => pair.includes(id)).length / pairs.length;

  test("gives anchors by their weights: the alias table keeps every one of them", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: 0.05, max: 1.4, noNaN: true })),
          { minLength: 1, maxLength: 40 },
        ),
        (facts) => {
          const { size, keep, alias, weight, anchorTotal } = createPool(
            facts.map(([strength, sd], id) => ({ id, ownerId: 1, strength, sd })),
          );
          const given = new Float64Array(size);
          for (let place = 0; place < size; place += 1) {
            const kept = keep[place] as number;
            given[place] = (given[place] as number) + kept / size;
            const other = alias[place] as number;
            given[other] = (given[other] as number) + (1 - kept) / size;
          }
          for (const [place, share] of given.entries())
            expect(share).toBeCloseTo((weight[place] as number) / anchorTotal, 10);
        },
      ),
    );
  });

  test("shows a new image far more often than others until it has what it was promised", () => {
    const others = Array.from({ length: 200 }, (_, n) => known(n + 2));
    const fresh = share(many([{ ...known(1), lacks: 10 }, ...others], 2_000), 1);
    expect(fresh).toBeGreaterThan(0.18);
    expect(share(many([known(1), ...others], 2_000), 1)).toBeLessThan(0.05);
  });

  test("gives each new image its ten matches, however many there are, and old ones half of the places at least", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 60, max: 100 }),
        fc.integer({ min: 10, max: 400 }),
        fc.integer(),
        (news, olds, readEvery, seed) => {
          const random = seeded(seed);
          const voters = Array.from({ length: 20 }, () => createJudged());
          const had = new Map<number, number>();
          const count = (id: number) => had.get(id) ?? 0;
          // Some of the new images are the voters' own, whom they are never shown to.
          const images = Array.from({ length: news + olds }, (_, n) => ({ id: n + 1, ownerId: n, isNew: n < news }));
          const read = () =>
            createPool(
              images.map(({ isNew, ...image }) => ({
                ...known(image.id),
                ...image,
                lacks: isNew ? 10 - count(image.id) : 0,
              })),
              () => random(2 ** 32) / 2 ** 32,
            );
          let pool = read();
          const votes = votesFor(10 * news);
          for (let n = 0; n < votes; n += 1) {
            if (n > 0 && n % readEvery === 0) pool = read();
            const voterId = random(voters.length);
            const judged = voters[voterId] as ReturnType<typeof createJudged>;
            const drawn = drawPair(pool, { voterId, judged, avoid: none }, random);
            expect(drawn).not.toBeNull();
            const { pair } = drawn as NonNullable<typeof drawn>;
            judged.add(pair);
            for (const id of pair) had.set(id, count(id) + 1);
          }
          const places = (isNew: boolean) =>
            images.filter((image) => image.isNew === isNew).map((image) => count(image.id));
          expect(Math.min(...places(true))).toBeGreaterThanOrEqual(10);
          const old = places(false).reduce((sum, each) => sum + each, 0);
          expect(old).toBeGreaterThan(votes / 2);
        },
      ),
      { numRuns: 20 },
    );
  });

  test("owes a new image nothing more once a member drew what it lacked; a stranger's draws change nothing", () => {
    const random = seeded(5);
    const images = Array.from({ length: 40 }, (_, n) => ({ ...known(n + 1), lacks: n < 3 ? 4 : 0 }));
    const pool = createPool(images);
    for (let n = 0; n < 200; n += 1) drawPair(pool, nobody, random);
    expect(pool.deck.left).toBe(12);
    for (let n = 0; n < 400; n += 1) drawPair(pool, { ...nobody, voterId: 1_000 }, random);
    expect(pool.deck.left).toBe(0);
    expect([...pool.deck.owed.values()]).toEqual([0, 0, 0]);
  });

  test("prefers whom little is known of, and who may be among the best", () => {
    const others = Array.from({ length: 100 }, (_, n) => known(n + 3, n / 50 - 1));
    const images = [{ ...known(1, 1), sd: 1 }, { ...known(2, -3) }, ...others];
    const pairs = many(images, 3_000);
    expect(share(pairs, 1)).toBeGreaterThan(0.2);
    expect(share(pairs, 2)).toBeLessThan(0.02);
  });

  test("sets images of different authors against each other while there are any", () => {
    const images = Array.from({ length: 60 }, (_, n) => ({ ...known(n + 1), ownerId: n % 2 }));
    const owner = (id: number) => images[id - 1]?.ownerId;
    const mixed = many(images, 2_000).filter(([a, b]) => owner(a) !== owner(b)).length;
    // One draw in ten is uniform, and half of those are of one author.
    expect(mixed / 2_000).toBeGreaterThan(0.92);
  });

  test("puts either image on either side", () => {
    const pairs = many([{ ...known(1), lacks: 10 }, ...Array.from({ length: 50 }, (_, n) => known(n + 2))], 2_000);
    const withNew = pairs.filter((pair) => pair.includes(1));
    const left = withNew.filter(([first]) => first === 1).length;
    expect(Math.abs(left - withNew.length / 2)).toBeLessThan(4 * Math.sqrt(withNew.length / 4));
  });
});

test("the probability kept with a pair is the one with which it is drawn, by whichever way", () => {
  const random = seeded(11);
  // Own images, new ones, one judged five times, judged pairs, authors with several: all that a draw heeds.
  const images: Drawable[] = Array.from({ length: 44 }, (_, n) => ({
    id: n + 1,
    ownerId: n % 9,
    strength: (n % 7) / 3 - 1,
    sd: 0.3 + (n % 5) / 5,
    lacks: n % 11 === 0 ? 7 : 0,
  }));
  const pool = createPool(images, () => random(2 ** 32) / 2 ** 32);
  const judged = createJudged([2, 4, 6, 8, 10].map((other) => [3, other] as Pair));
  judged.add([12, 30]);
  const deck = { cards: pool.deck.cards.slice(), owed: [...pool.deck.owed], owedTo: [...pool.deck.owedTo] };
  const drawing = { voterId: 1, judged, avoid: pairSet([[20, 31]]) };
  const draws = 80_000;
  const seen = new Map<string, { count: number; probability: number }>();
  let furthest = 0;
  for (let n = 0; n < draws; n += 1) {
    const { pair, probability } = drawPair(pool, drawing, random) as NonNullable<ReturnType<typeof drawPair>>;
    const name = pairName(pair);
    const before = seen.get(name);
    if (before) furthest = Math.max(furthest, Math.abs(before.probability - probability));
    seen.set(name, { count: (before?.count ?? 0) + 1, probability });
    // Each draw from the same cards.
    pool.deck.cards.set(deck.cards);
    pool.deck.left = deck.cards.length;
    for (const [place, owed] of deck.owed) pool.deck.owed.set(place, owed);
    for (const [owner, owed] of deck.owedTo) pool.deck.owedTo.set(owner, owed);
  }
  const all = [...seen.values()];
  expect(furthest).toBeLessThan(1e-12);
  expect(all.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
  const misfit = all.reduce((sum, { count, probability }) => {
    const expected = draws * probability;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  expect(misfit).toBeLessThan(quantile(all.length - 1));
});
