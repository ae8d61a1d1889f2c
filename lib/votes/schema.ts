import { z } from "zod";
import { avoidField, match } from "@/lib/matches/schema";
import { documented } from "@/lib/operation/documented";
import { idField, limitField } from "@/lib/operation/fields";
import { idCursorField } from "@/lib/posts/schema";

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
