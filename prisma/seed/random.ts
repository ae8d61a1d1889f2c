const TAU = Math.PI * 2;

/** A stream of pseudo-random numbers; the same seed gives the same stream. */
export interface Random {
  /** In [0, 1). */
  float(): number;
  between(low: number, high: number): number;
  /** A whole number, both ends included. */
  int(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  /** Mean 0, deviation 1. */
  normal(): number;
  shuffle<T>(items: readonly T[]): T[];
}

/**
 * sfc32 of Chris Doty-Humphrey's PractRand: 128 bits of state, passes its test battery, four additions a number.
 * The counter starts at 1 and the first 12 results are dropped, as the author does for short seeds.
 */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9 | 0;
  let b = seed | 0;
  let c = ((seed * 0x85ebca6b) ^ 0x5bd1e995) | 0;
  let counter = 1;

  function float(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }
  for (let i = 0; i < 12; i += 1) float();

  const between = (low: number, high: number) => low + (high - low) * float();
  const int = (low: number, high: number) => low + Math.floor(float() * (high - low + 1));
  return {
    float,
    between,
    int,
    pick: (items) => items[int(0, items.length - 1)] as (typeof items)[number],
    chance: (probability) => float() < probability,
    normal: () => Math.sqrt(-2 * Math.log(1 - float())) * Math.cos(TAU * float()),
    shuffle(items) {
      const result = [...items];
      for (let i = result.length - 1; i > 0; i -= 1) {
        const j = int(0, i);
        [result[i], result[j]] = [result[j] as (typeof items)[number], result[i] as (typeof items)[number]];
      }
      return result;
    },
  };
}
