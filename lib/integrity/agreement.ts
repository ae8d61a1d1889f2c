import { firstLook, type TestResult, threshold } from "./test-result";

/** May be wrong about this share of honest voters. */
export const agreementLimit = threshold(0.05);

/**
 * Does this voter choose at random, or against the crowd? The sequential likelihood ratio ∏ (½ / p) of coin tosses over
 * choosing as the crowd does, p the crowd's probability of the choice made. It grows when p is below ½ more often than
 * the crowd itself is surprised. `hits` are the choices that most people would have made.
 * @see Wald 1945, "Sequential tests of statistical hypotheses"
 */
export function testAgreement(chances: readonly number[]): TestResult {
  let [votes, hits, evidence, peak] = [0, 0, 0, 0];
  for (const p of chances) {
    votes += 1;
    if (p > 0.5) hits += 1;
    evidence -= Math.log(2 * p);
    if (votes >= firstLook) peak = Math.max(peak, evidence);
  }
  return { votes, hits, peak };
}
