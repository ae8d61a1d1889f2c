/** Points a unit of log-odds: 400 points more are odds of 10 to 1. */
export const pointsPerLogOdds = 400 / Math.LN10;

/** How many standard errors an interval reaches to each side: 95 of 100 hold the truth. */
export const reach = 1.96;

/** Log-odds as people see them: 1000 is the mean. */
export const toRating = (strength: number) => 1000 + pointsPerLogOdds * strength;

export interface RankRanges {
  /** The best rank that an item may have: 1 + the number of items whose interval lies wholly above its own. */
  readonly low: Int32Array;
  /** The worst: n − the number whose interval lies wholly below. */
  readonly high: Int32Array;
}

/** The ranks that intervals leave open, in n log n. */
export function rankRanges(lows: Float64Array, highs: Float64Array): RankRanges {
  const n = lows.length;
  const byLow = lows.slice().sort();
  const byHigh = highs.slice().sort();
  const low = new Int32Array(n);
  const high = new Int32Array(n);
  for (let i = 0; i < n; i += 1) {
    low[i] = 1 + n - firstAbove(byLow, highs[i] as number);
    high[i] = n - firstFrom(byHigh, lows[i] as number);
  }
  return { low, high };
}

/** The place of the first number > value. */
function firstAbove(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as number) > value) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The place of the first number ≥ value: so many are under it. */
function firstFrom(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as number) >= value) to = middle;
    else from = middle + 1;
  }
  return from;
}
