"use server";

import { redirect } from "next/navigation";
import { isLocale, routing } from "@/lib/i18n/routing";
import { action } from "@/lib/operation/action";
import type { FormState } from "@/lib/operation/form-state";
import { nextPath } from "@/lib/users/next-path";
import * as operations from "./operations";
import * as reports from "./report-operations";

/** Goes back to the list the form stands in, which says what was done: the row itself may no longer be on it. */
const backToList =
  <Output extends { id: number }>(done: string | ((output: Output) => string)) =>
  async (output: Output, form: FormData) => {
    const locale = String(form.get("locale"));
    const back = nextPath(form.get("back"), isLocale(locale) ? locale : routing.defaultLocale);
    const [path, query] = back.split("?");
    const search = new URLSearchParams(query);
    search.set("done", typeof done === "string" ? done : done(output));
    search.set("id", String(output.id));
    redirect(`${path}?${search}`);
  };

const submitHide = action(operations.hidePost, backToList("hide_post"));
const submitRestore = action(
  operations.restorePost,
  backToList(({ nearDuplicateId }) => (nearDuplicateId === null ? "restore_post" : "restore_post_apart")),
);
const submitDeactivate = action(operations.deactivateMember, backToList("deactivate_user"));
const submitReactivate = action(operations.reactivateMember, backToList("reactivate_user"));
const submitRole = action(operations.changeRole, backToList("change_role"));
const submitResolve = action(reports.resolveReport, backToList("resolve_report"));

/** Fields: id, reason; back and locale say where to go afterwards. */
export async function hidePost(state: FormState, form: FormData): Promise<FormState> {
  return submitHide(state as never, form);
}

/** Fields as `hidePost`, reason optional. */
export async function restorePost(state: FormState, form: FormData): Promise<FormState> {
  return submitRestore(state as never, form);
}

/** Fields as `hidePost`. */
export async function deactivateMember(state: FormState, form: FormData): Promise<FormState> {
  return submitDeactivate(state as never, form);
}

/** Fields as `hidePost`, reason optional. */
export async function reactivateMember(state: FormState, form: FormData): Promise<FormState> {
  return submitReactivate(state as never, form);
}

/** Fields as `hidePost`, reason optional, and role. */
export async function changeRole(state: FormState, form: FormData): Promise<FormState> {
  return submitRole(state as never, form);
}

/** Fields as `hidePost`, reason optional. */
export async function resolveReport(state: FormState, form: FormData): Promise<FormState> {
  return submitResolve(state as never, form);
}
