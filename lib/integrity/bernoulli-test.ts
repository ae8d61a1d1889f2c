import { firstLook, type TestResult } from "./test-result";

/** Log-likelihood of `hits` in `votes` at a probability; 0·log 0 is 0. */
const logLikelihood = (hits: number, votes: number, p: number) =>
  (hits > 0 ? hits * Math.log(p) : 0) + (votes > hits ? (votes - hits) * Math.log(1 - p) : 0);

/**
 * Tests, vote by vote, whether something happens with a probability within [low, high]. Against the best of these
 * stands a prediction from the votes before, (hits + ½) / (votes + 1): its likelihood over the null's is at most a
 * martingale, so the test may be looked at after each vote.
 * @see Krichevsky & Trofimov 1981; Wasserman, Ramdas & Balakrishnan 2020, "Universal inference"
 */
export function bernoulliTest(outcomes: readonly boolean[], { low, high }: { low: number; high: number }): TestResult {
  let [votes, hits, predicted, peak] = [0, 0, 0, 0];
  for (const isHit of outcomes) {
    const chance = (hits + 0.5) / (votes + 1);
    predicted += Math.log(isHit ? chance : 1 - chance);
    votes += 1;
    if (isHit) hits += 1;
    const closest = Math.min(high, Math.max(low, hits / votes));
    if (votes >= firstLook) peak = Math.max(peak, predicted - logLikelihood(hits, votes, closest));
  }
  return { votes, hits, peak };
}
