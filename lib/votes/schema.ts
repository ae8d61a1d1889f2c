import { z } from "zod";
import { avoidField, match } from "@/lib/matches/schema";
import { documented } from "@/lib/operation/documented";
import { idField, limitField } from "@/lib/operation/fields";
import { idCursorField, type PostSummary } from "@/lib/posts/schema";

export const castVoteInput = z.object({
  matchId: z.uuid().transform((id) => id.toLowerCase()),
  winnerImageId: idField,
  /** Follows from the match; checked where it is given. */
  loserImageId: idField.optional(),
  avoid: avoidField,
});

export const vote = documented(
  z.object({
    id: z.int(),
    /** A UUID, where this site drew the match. */
    matchId: z.string(),
    winnerImageId: z.int(),
    loserImageId: z.int(),
    createdAt: z.date(),
  }),
  { name: "Vote" },
);
export type Vote = z.output<typeof vote>;

export const myVotesInput = z.object({ cursor: idCursorField.optional(), limit: limitField(100, 50) });
export const myVotes = z.object({ items: z.array(vote), nextCursor: z.string().nullable() });

/** What was hidden until the choice. */
export const revealedImage = z.object({
  id: z.int(),
  prompt: z.string(),
  modelName: z.string().nullable(),
  author: z.string().nullable(),
  likeCount: z.int(),
  tournamentWinCount: z.int(),
});
export type RevealedImage = z.output<typeof revealedImage>;

export const voteReceipt = z.object({
  vote,
  /** Of both images, the winner first; without one that was hidden meanwhile. */
  reveal: z.array(revealedImage),
  /** Null when there is nothing more to judge, or none could be drawn now. */
  nextMatch: match.nullable(),
  /** True when the vote had been recorded before, and this is the same answer again. */
  isRepeat: z.boolean(),
});
export type VoteReceipt = z.output<typeof voteReceipt>;

/** How a match ends without a winner: passed over, equally good, or neither any good. */
export const outcomes = ["skip", "tie", "both_bad"] as const;
export type Outcome = (typeof outcomes)[number];

export const recordOutcomeInput = z.object({
  matchId: z.uuid().transform((id) => id.toLowerCase()),
  outcome: z.enum(outcomes),
  avoid: avoidField,
});

export const matchOutcome = z.object({
  id: z.int(),
  matchId: z.uuid(),
  outcome: z.enum(outcomes),
  leftImageId: z.int(),
  rightImageId: z.int(),
  createdAt: z.date(),
});
export type MatchOutcome = z.output<typeof matchOutcome>;

export const outcomeReceipt = z.object({
  outcome: matchOutcome,
  /** Null when there is nothing more to judge, or none could be drawn now. */
  nextMatch: match.nullable(),
  /** True when the outcome had been logged before, and this is the same answer again. */
  isRepeat: z.boolean(),
});
export type OutcomeReceipt = z.output<typeof outcomeReceipt>;

export const undoVoteInput = z.object({ matchId: z.uuid().transform((id) => id.toLowerCase()) });

export const undoReceipt = z.object({
  /** Of the match whose vote is gone. */
  matchId: z.uuid(),
  /** Left, right, as they were shown. */
  imageIds: z.tuple([z.int(), z.int()]),
  /** The same pair on the same sides, under a new id; null when it cannot be judged now. */
  match: match.nullable(),
  /** True when the vote had been taken back before, and this is the same answer again. */
  isRepeat: z.boolean(),
});
export type UndoReceipt = z.output<typeof undoReceipt>;

/** A vote as its voter reads it again. */
export interface OwnVote {
  readonly id: number;
  readonly matchId: string;
  readonly createdAt: Date;
  /** Null for an image that is not visible any more. */
  readonly winner: PostSummary | null;
  readonly loser: PostSummary | null;
  /** Other people's votes on the very pair, and how many of them chose the same image. */
  readonly others: { readonly same: number; readonly total: number };
  /** The probability of this choice by the ratings, sides left out; null when one of the two has none. */
  readonly expected: number | null;
}

/** How a voter stands with the crowd. */
export interface Agreement {
  readonly votes: number;
  /** Of those, on two images that the crowd rates differently. */
  readonly rated: number;
  /** Of those, for the one it rates higher. */
  readonly agreed: number;
}
