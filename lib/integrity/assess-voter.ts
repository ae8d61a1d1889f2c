import { agreementLimit, testAgreement } from "./agreement";
import { authorFocusLimit, testAuthorFocus } from "./author-focus";
import { type Choice, type CrowdRatings, crowdChances } from "./crowd";
import { leftShareLimit, testLeftShare } from "./left-share";
import type { Evidence } from "./schema";
import { speedLimit, testSpeed } from "./speed";

/** A vote with what the tests ask of it. */
export interface InspectedVote extends Choice {
  readonly winnerAuthorId: number;
  readonly loserAuthorId: number;
  /** Seconds since any fixed moment. */
  readonly at: number;
}

export interface Assessment {
  readonly evidence: Evidence;
  /** By how much the strongest test exceeds its limit, as a logarithm. */
  readonly excess: number;
  readonly isMarked: boolean;
}

export const limits = {
  leftShare: leftShareLimit,
  speed: speedLimit,
  agreement: agreementLimit,
  authorFocus: authorFocusLimit,
} as const satisfies Record<keyof Evidence, number>;

/**
 * All tests of one voter's votes, in the order in which they were cast. An honest voter is ever marked with a
 * probability of at most 0.05 + 3 × 0.01, whatever the number of votes.
 * @param isCounted do this voter's votes count for the board?
 */
export function assessVoter(votes: readonly InspectedVote[], ratings: CrowdRatings, isCounted: boolean): Assessment {
  const chances = crowdChances(votes, ratings, isCounted);
  const evidence: Evidence = {
    leftShare: testLeftShare(votes.map(({ winnerSide }) => winnerSide)),
    speed: testSpeed(votes.map(({ at }) => at)),
    agreement: testAgreement(chances),
    authorFocus: testAuthorFocus(votes.map((vote, index) => ({ ...vote, chance: chances[index] as number }))),
  };
  const excesses = suspicions.map((test) => evidence[test].peak - limits[test]);
  const excess = Math.max(...excesses);
  return { evidence, excess, isMarked: excess > 0 };
}

/** The tests, as they are shown. */
export const suspicions = ["agreement", "leftShare", "speed", "authorFocus"] as const;
