"use server";

import { redirect } from "next/navigation";
import { formLocale } from "@/lib/i18n/form-locale";
import { localePath } from "@/lib/i18n/paths";
import { action } from "@/lib/operation/action";
import * as operations from "./operations";

/** A vote as a plain form: afterwards comes a fresh pair, and what the vote revealed. */
export const castVote = action(operations.castVote, async ({ vote }, form) => {
  redirect(localePath(`/vote?voted=${vote.matchId}`, formLocale(form)));
});
