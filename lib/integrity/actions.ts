"use server";

import { redirect } from "next/navigation";
import { formLocale } from "@/lib/i18n/form-locale";
import { action } from "@/lib/operation/action";
import type { FormState } from "@/lib/operation/form-state";
import { nextPath } from "@/lib/users/next-path";
import * as operations from "./operations";

/** Goes back to the list, which says what was done. */
const backToList = (done: string) => async (output: { id: number }, form: FormData) => {
  const [path, query] = nextPath(form.get("back"), formLocale(form)).split("?");
  const search = new URLSearchParams(query);
  search.set("done", done);
  search.set("id", String(output.id));
  redirect(`${path}?${search}`);
};

const submitQuarantine = action(operations.quarantineVotes, backToList("quarantine_votes"));
const submitRestore = action(operations.restoreVotes, backToList("restore_votes"));

/** Fields: id, reason; back and locale say where to go afterwards. */
export async function quarantineVotes(state: FormState, form: FormData): Promise<FormState> {
  return submitQuarantine(state as never, form);
}

/** Fields as `quarantineVotes`, reason optional. */
export async function restoreVotes(state: FormState, form: FormData): Promise<FormState> {
  return submitRestore(state as never, form);
}
