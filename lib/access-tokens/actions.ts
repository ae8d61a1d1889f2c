"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/operation/action";
import type { FormState } from "@/lib/operation/form-state";
import * as operations from "./operations";
import type { CreatedToken } from "./schema";

/** The list of tokens stands beside the forms, and is drawn again with the answer. */
const drawAgain = async () => refresh();

const submitCreate = action(operations.createPersonalToken, drawAgain);
const submitRevoke = action(operations.revokePersonalToken, drawAgain);

/** Fields: name, scope, lifetime. */
export async function createPersonalToken(
  state: FormState<CreatedToken>,
  form: FormData,
): Promise<FormState<CreatedToken>> {
  return submitCreate(state, form);
}

/** Field: id. */
export async function revokePersonalToken(
  state: FormState<{ id: number }>,
  form: FormData,
): Promise<FormState<{ id: number }>> {
  return submitRevoke(state, form);
}
