import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { getCurrentViewer } from "@/lib/auth/current-viewer";
import type { Actor } from "@/lib/auth/viewer";
import { callerAddress } from "@/lib/rate-limit/address";
import type { Operation } from "./define";
import { expireTags } from "./expire";
import { keepFormAnswer } from "./form-answer";
import type { FormState } from "./form-state";
import { runOperation, toAppError } from "./run";
import { requireSameSite } from "./same-site";

const secret = /password|token/i;

/** A form's fields as an object. React's own fields (`$ACTION_…`) and files are left out; a repeated name keeps its last value. */
function readForm(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form) if (!name.startsWith("$ACTION") && typeof value === "string") values[name] = value;
  return values;
}

/** A form's files as their bytes. A file field left empty is sent as a file of no bytes, and counts as not sent. */
async function readFiles(form: FormData): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" && value.size > 0) files[name] = new Uint8Array(await value.arrayBuffer());
  }
  return files;
}

/**
 * An operation as a form's action for `useActionState`, with and without JavaScript. Field names are those of the input.
 * `onDone` runs after a success, e.g. to set a cookie or to redirect. `complete` fills in what a form without JavaScript could
 * not, for an admitted caller alone.
 */
export function action<A extends Actor, I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<A, I, O>,
  onDone?: (output: z.output<O>, form: FormData) => Promise<void>,
  complete: (input: Record<string, unknown>) => Record<string, unknown> = (input) => input,
): (state: FormState<z.output<O>>, form: FormData) => Promise<FormState<z.output<O>>> {
  return async (_state, form) => {
    const requestId = randomUUID();
    const values = readForm(form);
    const from = await headers();
    try {
      const data = await runOperation(operation, {
        requestId,
        expire: expireTags,
        findViewer: async () => {
          // Next lets a form pass that says nothing about where it comes from.
          requireSameSite(from);
          return getCurrentViewer();
        },
        address: callerAddress(from),
        readInput: async () => complete({ ...values, ...(await readFiles(form)) }),
      });
      await onDone?.(data, form);
      return await keepFormAnswer(operation.name, { status: "done", data });
    } catch (error) {
      unstable_rethrow(error);
      const refusal = toAppError(error, { requestId, operation: operation.name });
      return keepFormAnswer(operation.name, {
        status: "refused",
        code: refusal.code,
        fields: refusal.details.fields ?? {},
        values: Object.fromEntries(Object.entries(values).filter(([name]) => !secret.test(name))),
        ...(refusal.details.retryAfter !== undefined && { retryAfter: refusal.details.retryAfter }),
        ...(refusal.details.data && { data: refusal.details.data }),
      });
    }
  };
}
