import { bernoulliTest } from "./bernoulli-test";
import { type TestResult, threshold } from "./test-result";

/** Seconds in which nobody has looked at two images and chosen. */
export const tooFast = 0.7;

/** A practised voter with keys may be that fast on obvious pairs, in up to one of five. */
const honestShare = 0.2;

/** May be wrong about this share of honest voters. */
export const speedLimit = threshold(0.01);

/** Does this voter choose faster than one can look? From the times of the votes, in seconds and in order. */
export function testSpeed(times: readonly number[]): TestResult {
  const gaps = times.slice(1).map((time, index) => time - (times[index] as number));
  return bernoulliTest(
    gaps.map((gap) => gap < tooFast),
    { low: 0, high: honestShare },
  );
}
