import { rankRanges, reach } from "@/lib/rankings/rating-scale";

/** The places of values, 1 the largest; ties in the order in which they come. */
export function ranksOf(values: ArrayLike<number>): Int32Array {
  const order = Array.from(values, (_, at) => at).sort((a, b) => (values[b] as number) - (values[a] as number));
  const ranks = new Int32Array(values.length);
  for (const [place, at] of order.entries()) ranks[at] = place + 1;
  return ranks;
}

/** Which part of the true ten best are among the ten that are called the best. */
export function precisionAtTen(truth: ArrayLike<number>, scores: ArrayLike<number>): number {
  const [real, called] = [ranksOf(truth), ranksOf(scores)];
  return real.filter((rank, at) => rank <= 10 && (called[at] as number) <= 10).length / 10;
}

/** Spearman's correlation; ties count as their mean rank. */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [midRanks(a), midRanks(b)];
  const middle = (x.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (const [at, rank] of x.entries()) {
    const [dx, dy] = [rank - middle, (y[at] as number) - middle];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}

function midRanks(values: ArrayLike<number>): number[] {
  const order = Array.from(values, (_, at) => at).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to += 1;
    for (let n = from; n < to; n += 1) ranks[order[n] as number] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/** Which part of the 95 % intervals hold the true strength, and of the rank ranges the true rank. */
export function coverage(truth: Float64Array, strengths: Float64Array, errors: Float64Array) {
  // A fit's strengths have mean 0; so must the truth have for the two to be compared.
  const mean = truth.reduce((sum, each) => sum + each, 0) / truth.length;
  const lows = strengths.map((strength, i) => strength - reach * (errors[i] as number));
  const highs = strengths.map((strength, i) => strength + reach * (errors[i] as number));
  const real = ranksOf(truth);
  const ranges = rankRanges(lows, highs);
  const share = (holds: (i: number) => boolean) => Array.from(truth, (_, i) => i).filter(holds).length / truth.length;
  const within = (value: number, low: number | undefined, high: number | undefined) =>
    (low as number) <= value && value <= (high as number);
  return {
    intervals: share((i) => within((truth[i] as number) - mean, lows[i], highs[i])),
    ranks: share((i) => within(real[i] as number, ranges.low[i], ranges.high[i])),
  };
}
