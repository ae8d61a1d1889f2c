import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { getCurrentViewer } from "@/lib/auth/current-viewer";
import type { Actor } from "@/lib/auth/viewer";
import type { AppError } from "@/lib/errors/app-error";
import { callerAddress } from "@/lib/rate-limit/address";
import type { Operation } from "./define";
import { runOperation, toAppError } from "./run";

/**
 * A read as a page that is rendered per request asks for it: the same caller, limit and checks as over HTTP. A refusal is
 * returned, because the page has to say it.
 */
export async function callOperation<A extends Actor, I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<A, I, O>,
  input: Readonly<Record<string, unknown>>,
): Promise<{ output: z.output<O>; refusal?: never } | { output?: never; refusal: AppError }> {
  const requestId = randomUUID();
  try {
    const output = await runOperation(operation, {
      requestId,
      address: callerAddress(await headers()),
      findViewer: getCurrentViewer,
      readInput: async () => input,
      expire: () => {},
    });
    return { output };
  } catch (error) {
    unstable_rethrow(error);
    return { refusal: toAppError(error, { requestId, operation: operation.name }) };
  }
}
