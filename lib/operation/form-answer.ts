import { headers } from "next/headers";
import type { z } from "zod";
import { type FormState, idleForm } from "./form-state";

/** The answers of form actions, by request: a form sent without JavaScript is answered and drawn again in one request. */
const answers = new WeakMap<object, Map<string, FormState>>();

/** Notes what a form's action answers, for the page that is drawn next in this very request. */
export async function keepFormAnswer<S extends FormState>(operation: string, state: S): Promise<S> {
  const request = await headers();
  answers.set(request, new Map(answers.get(request)).set(operation, state));
  return state;
}

/**
 * What the action of an operation has just answered in this request; idle otherwise. A page that is rendered per request
 * gives it to its form as the first state. Next itself loses the state of a form sent without JavaScript wherever the
 * page has a prerendered shell.
 * @see https://github.com/vercel/next.js/pull/97784
 */
export async function formAnswer<O extends z.ZodType>(operation: {
  readonly name: string;
  readonly output: O;
}): Promise<FormState<z.output<O>>> {
  const answer = answers.get(await headers())?.get(operation.name) ?? idleForm;
  return answer as FormState<z.output<O>>;
}
