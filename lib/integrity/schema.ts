import { z } from "zod";
import { maxReason } from "@/lib/moderation/schema";
import { idField, textField } from "@/lib/operation/fields";

const testResult = z.object({ votes: z.int(), hits: z.int(), peak: z.number() });

/** What each test found, by its name; see the files of these names. */
export const evidenceSchema = z.object({
  leftShare: testResult,
  speed: testResult,
  agreement: testResult,
  authorFocus: testResult.extend({ authorId: z.int().nullable() }),
});
export type Evidence = z.output<typeof evidenceSchema>;

export const quarantineVotesInput = z.object({ id: idField, reason: textField(1, maxReason) });
export const restoreVotesInput = z.object({
  id: idField,
  reason: z
    .preprocess((reason) => reason ?? "", textField(0, maxReason))
    .transform((reason) => (reason === "" ? null : reason)),
});
export const quarantineState = z.object({ id: z.int(), isQuarantined: z.boolean() });
export type QuarantineState = z.output<typeof quarantineState>;

/** A voter as the moderators' list has it. */
export interface InspectedVoter {
  readonly voterId: number;
  /** Null for an account that this site does not know. */
  readonly handle: string | null;
  readonly voteCount: number;
  readonly evidence: Evidence;
  readonly isMarked: boolean;
  readonly isQuarantined: boolean;
  /** The handle of the author whom the voter favours most. */
  readonly author: string | null;
}

/** An image whose place or points a quarantine, or its end, would change. */
export interface BoardChange {
  readonly imageId: number;
  readonly prompt: string;
  /** Null for an image that is then not on the board. */
  readonly before: { readonly rank: number; readonly rating: number } | null;
  readonly after: { readonly rank: number; readonly rating: number } | null;
}

export interface BoardDifference {
  /** Votes that would no longer count, or would count again. */
  readonly votes: number;
  /** Images whose rank changes. */
  readonly moved: number;
  /** The largest changes, first those of rank. */
  readonly changes: readonly BoardChange[];
}
