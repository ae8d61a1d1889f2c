"use server";

import { redirect } from "next/navigation";
import { formLocale } from "@/lib/i18n/form-locale";
import { localePath } from "@/lib/i18n/paths";
import { action } from "@/lib/operation/action";
import * as operations from "./operations";
import * as outcomeOperations from "./outcome-operations";
import * as undoOperations from "./undo-operations";

/** A vote as a plain form: afterwards comes a fresh pair, and what the vote revealed. */
export const castVote = action(operations.castVote, async ({ vote }, form) => {
  redirect(localePath(`/vote?voted=${vote.matchId}`, formLocale(form)));
});

/** Skip, tie or both bad as a plain form: another pair comes next, if there is one. */
export const recordOutcome = action(outcomeOperations.recordOutcome, async ({ outcome }, form) => {
  const pair = [outcome.leftImageId, outcome.rightImageId].sort((a, b) => a - b).join("-");
  redirect(localePath(`/vote?avoid=${pair}`, formLocale(form)));
});

/** An undo as a plain form: the pair is there again. */
export const undoVote = action(undoOperations.undoVote, async ({ match }, form) => {
  redirect(localePath(match ? `/vote?match=${match.matchId}` : "/vote", formLocale(form)));
});
