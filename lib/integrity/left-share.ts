import { bernoulliTest } from "./bernoulli-test";
import { logistic } from "./crowd";
import { type TestResult, threshold } from "./test-result";

/** People lean to a side; sides are drawn at random, so a lean of up to this, in log-odds, is still a judgement. */
const honestLean = 0.5;

/** May be wrong about this share of honest voters. */
export const leftShareLimit = threshold(0.01);

/** Does this voter choose a side rather than an image? */
export function testLeftShare(sides: readonly ("left" | "right" | null)[]): TestResult {
  const known = sides.filter((side) => side !== null);
  return bernoulliTest(
    known.map((side) => side === "left"),
    { low: logistic(-honestLean), high: logistic(honestLean) },
  );
}
