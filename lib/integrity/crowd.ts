import { ridge } from "@/lib/rankings/ridge";

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** The strengths of the published board, in log-odds. */
export interface CrowdRatings {
  /** The advantage of the left side. */
  readonly gamma: number;
  /** Votes up to this id are in the strengths. */
  readonly lastVoteId: number;
  readonly images: ReadonlyMap<number, { readonly strength: number; readonly se: number }>;
}

export interface Choice {
  readonly id: number;
  readonly winnerImageId: number;
  readonly loserImageId: number;
  readonly winnerSide: "left" | "right" | null;
}

/** Nobody is ever so sure of a choice, or so surprised by it, as the margins beyond. */
const margin = 0.02;

/**
 * For each vote of one voter the probability with which the crowd, without this voter, would have chosen the same.
 *
 * Leaving the voter out is one Newton step from the board, image by image: the strength moves by what the voter's
 * votes had pulled, and what they had told is taken off its precision. What is not known well is drawn towards even
 * odds, since a wrong certainty would count against the honest. Votes that are newer than the board have pulled nothing.
 * @param isCounted do this voter's votes count for the board?
 */
export function crowdChances(
  choices: readonly Choice[],
  { gamma, lastVoteId, images }: CrowdRatings,
  isCounted: boolean,
): number[] {
  const lean = ({ winnerSide }: Choice) => (winnerSide === null ? 0 : winnerSide === "left" ? gamma : -gamma);
  const strengthOf = (id: number) => images.get(id)?.strength ?? 0;
  const pulls = new Map<number, { pull: number; told: number }>();
  if (isCounted) {
    const add = (id: number, pull: number, told: number) => {
      const sum = pulls.get(id) ?? { pull: 0, told: 0 };
      pulls.set(id, { pull: sum.pull + pull, told: sum.told + told });
    };
    for (const choice of choices) {
      if (choice.id > lastVoteId) continue;
      const p = logistic(strengthOf(choice.winnerImageId) - strengthOf(choice.loserImageId) + lean(choice));
      add(choice.winnerImageId, 1 - p, p * (1 - p));
      add(choice.loserImageId, p - 1, p * (1 - p));
    }
  }
  const without = (id: number) => {
    const image = images.get(id);
    const { pull, told } = pulls.get(id) ?? { pull: 0, told: 0 };
    const precision = Math.max(ridge, image ? 1 / image.se ** 2 - told : 0);
    return { strength: image ? image.strength - pull / precision : 0, variance: 1 / precision };
  };
  return choices.map((choice) => {
    const [winner, loser] = [without(choice.winnerImageId), without(choice.loserImageId)];
    const lead = winner.strength - loser.strength + lean(choice);
    // The logistic curve averaged over a normal distribution (MacKay 1992).
    const p = logistic(lead / Math.sqrt(1 + (Math.PI / 8) * (winner.variance + loser.variance)));
    return Math.min(1 - margin, Math.max(margin, p));
  });
}
