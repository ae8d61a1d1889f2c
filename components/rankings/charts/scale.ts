/** Numbers between `low` and `high` to a percentage of the width, two digits behind the point, as SVG wants it. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  /** 0 … 100, clamped. */
  at(value: number): number;
  /** The same as a length, "12.5%". */
  percent(value: number): string;
  /** Round values within, a few. */
  readonly ticks: readonly number[];
}

/** Values that differ by less count as one: there is nothing to draw between them, and no step that a number can hold. */
const leastSpread = 1e-6;

/** A scale that holds all values, with a little air, at round numbers; `count` is about how many ticks it has. */
export function scaleOver(values: readonly number[], count = 4): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const spread = most - least < leastSpread ? 1 : most - least;
  const step = roundStep(spread / count);
  const low = Math.floor((least - spread * 0.02) / step) * step;
  const high = Math.ceil((most + spread * 0.02) / step) * step;
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, n) => low + n * step);
  return scaleBetween(low, high, ticks);
}

/** A scale with edges of one's own. */
export function scaleBetween(low: number, high: number, ticks: readonly number[] = []): Scale {
  const at = (value: number) => {
    const share = high === low ? 0.5 : (value - low) / (high - low);
    return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100;
  };
  return { low, high, ticks, at, percent: (value) => `${at(value)}%` };
}

/** 1, 2 or 5 times a power of ten, at least as large. */
function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  return power * ([1, 2, 5].find((each) => each * power >= atLeast * 0.999_999) ?? 10);
}
