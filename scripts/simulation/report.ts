import { average, measure, measureCollusion } from "./run";

const community = { images: 200, votes: 2_000 } as const;

/** Which communities are simulated: how many, and the seed of the first. */
export interface Sample {
  readonly communities: number;
  readonly seed: number;
}

/** The communities of which the goals speak. */
export const sampleOfGoals: Sample = { communities: 30, seed: 1 };

/** Prints what the method reaches on simulated communities, beside plainer ones. @returns whether it reaches its goals */
export function reportSimulation({ communities, seed: first }: Sample = sampleOfGoals): boolean {
  const mean = <T extends object>(one: (seed: number) => T) => average(communities, one, first);
  const plain = mean((seed) => measure({ ...community, seed, pairs: "random" }, "wins"));
  const random = mean((seed) => measure({ ...community, seed, pairs: "random" }));
  const ours = mean((seed) => measure({ ...community, seed, pairs: "ours" }));
  const biased = mean((seed) => measure({ ...community, seed, pairs: "ours", leftBias: 0.3 }));
  const pushed = mean((seed) => measureCollusion({ ...community, seed, pairs: "ours", colluding: 0.05 }));

  const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
  const row = (
    method: string,
    { precision, spearman, intervals, ranks, exposed, gamma, isGammaHeld }: typeof ours,
  ) => ({
    method,
    "top 10": precision.toFixed(2),
    Spearman: spearman.toFixed(3),
    "intervals hold": percent(intervals),
    "rank ranges hold": percent(ranks),
    "had 10 matches": percent(exposed),
    "left bias": gamma.toFixed(3),
    "its interval holds": percent(isGammaHeld),
  });
  console.log(
    `${communities} communities from seed ${first} on: ${community.images} images, half arriving midway, ${community.votes} votes, strengths N(0,1)\n`,
  );
  console.table([
    row("random pairs, raw wins", plain),
    row("random pairs, Bradley–Terry", random),
    row("ours", ours),
    row("ours, voters with left bias 0.3", biased),
  ]);
  console.log("\n5 of 100 voters push one weak image; its mean rank:");
  console.table([
    { "without them": pushed.without, "with their votes": pushed.pushed, "votes quarantined": pushed.quarantined },
  ]);

  const goals: [string, boolean][] = [
    ["top-10 precision at least 0.70", ours.precision >= 0.7],
    ["Spearman at least 0.86", ours.spearman >= 0.86],
    ["every image had its ten matches", ours.exposed === 1],
    ["93 to 97 % of the intervals hold", ours.intervals >= 0.93 && ours.intervals <= 0.97],
    ["95 % of the rank ranges hold", ours.ranks >= 0.95],
    // The mean of 30 communities is itself uncertain by 0.02.
    ["left bias costs no precision", biased.precision >= ours.precision - 0.02],
    ["the left bias is found", Math.abs(biased.gamma - 0.3) < 0.03 && biased.isGammaHeld >= 0.85],
    [
      "quarantine takes three quarters of the push away, or more",
      pushed.quarantined - pushed.pushed >= 0.75 * (pushed.without - pushed.pushed),
    ],
  ];
  for (const [goal, isReached] of goals) console.log(`${isReached ? "✓" : "✗"} ${goal}`);
  return goals.every(([, isReached]) => isReached);
}
