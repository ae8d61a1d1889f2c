/** Where an image stands in its row: its share of the row's width without the gaps, and how many gaps the row has. */
export interface Cell {
  readonly share: number;
  readonly gaps: number;
}

/** The narrowest and the widest shape that a cell takes; beyond them an image is cropped to its middle. */
const narrowest = 0.5;
const widest = 2.5;

/** Width ÷ height of an image's cell. Unknown sizes are drawn square. */
export function cellRatio({ width, height }: { width: number; height: number }): number {
  if (width <= 0 || height <= 0) return 1;
  return Math.min(widest, Math.max(narrowest, width / height));
}

/** A last row this full is stretched to the edge; one less full keeps the usual height and leaves room. */
const fullEnough = 0.75;

/** Rounded down, so that a row never grows wider than its container and breaks. */
const floor = (share: number) => Math.floor(share * 100_000) / 100_000;

/**
 * Breaks images into rows of equal height that fill the width, in the given order, and so that the rows' heights
 * differ as little as possible from the usual one. All sizes are shares, so the rows hold at every width.
 *
 * `target` is the usual row's width ÷ height. With `isLast` nothing follows, and the last row may stay unfilled.
 * The breaks minimise the sum of squared log ratios of heights, by dynamic programming over the last break.
 * @see Knuth & Plass 1981, "Breaking paragraphs into lines"
 */
export function justifyRows(ratios: readonly number[], target: number, { isLast = false } = {}): Cell[] {
  const best = [{ cost: 0, start: 0 }];
  for (let end = 1; end <= ratios.length; end += 1) {
    let choice = { cost: Number.POSITIVE_INFINITY, start: end - 1 };
    let sum = 0;
    for (let start = end - 1; start >= 0; start -= 1) {
      sum += ratios[start] ?? 1;
      const isRagged = isLast && end === ratios.length && sum < target;
      const ownCost = isRagged ? 0 : Math.log(sum / target) ** 2;
      // A row that is too full costs more with each image more, and no row before it costs less than nothing.
      if (sum > target && ownCost >= choice.cost) break;
      const cost = (best[start]?.cost ?? 0) + ownCost;
      if (cost < choice.cost) choice = { cost, start };
    }
    best[end] = choice;
  }

  const cells: Cell[] = [];
  for (let end = ratios.length; end > 0; ) {
    const { start } = best[end] ?? { start: 0 };
    const row = ratios.slice(start, end);
    const sum = row.reduce((total, ratio) => total + ratio, 0);
    const isRagged = isLast && end === ratios.length && sum < target * fullEnough;
    const whole = isRagged ? target : sum;
    cells.unshift(...row.map((ratio) => ({ share: floor(ratio / whole), gaps: row.length - 1 })));
    end = start;
  }
  return cells;
}
