import type { z } from "zod";
import { requireActor } from "@/lib/auth/require-actor";
import type { Actor, Viewer } from "@/lib/auth/viewer";
import { isDatabaseUnavailable } from "@/lib/db/errors";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/log";
import { unknownAddress } from "@/lib/rate-limit/address";
import { spend } from "@/lib/rate-limit/spend";
import type { Standing } from "@/lib/rate-limit/standing";
import type { Context, Expiry, Operation } from "./define";
import { fieldErrors } from "./field-errors";

/** Where the parts of a call come from. Both are functions because a refused caller's body is never read. */
export interface Call {
  readonly requestId: string;
  readonly findViewer: () => Promise<Viewer | null>;
  /** Whom an attempt is counted for while nobody is signed in. All who come without one count as one. */
  readonly address?: string;
  /** Told where the caller stands with the operation's limit, when the attempt was counted and let through. */
  readonly onStanding?: (standing: Standing) => void;
  readonly readInput: () => Promise<unknown>;
  /** Told which cached pages a write made untrue. A face passes `expireTags`, which works only inside of Next. */
  readonly expire: (expiry: Expiry) => void;
  /** Aborts when the caller is gone. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Who → how often → what → run → expire caches, in this order, the same for every face.
 * @throws AppError for every refusal; whatever else is thrown is a bug
 */
export async function runOperation<A extends Actor, I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<A, I, O>,
  call: Call,
): Promise<z.output<O>> {
  const viewer = requireActor(operation.actor, await call.findViewer());
  if (operation.limit) {
    const standing = await spend(operation.limit, {
      userId: viewer?.id ?? null,
      address: call.address ?? unknownAddress,
    });
    if (standing) call.onStanding?.(standing);
  }
  const parsed = operation.input.safeParse(await call.readInput());
  if (!parsed.success) throw new AppError("VALIDATION_FAILED", { fields: fieldErrors(parsed.error) });
  const context: Context<A> = {
    viewer,
    requestId: call.requestId,
    get signal() {
      return call.signal;
    },
  };
  const output = operation.output.parse(await operation.run(parsed.data, context));
  if (operation.expires) call.expire(operation.expires(output, parsed.data, context));
  return output;
}

/** Every error as an AppError: refusals as they are, an absent database as 503, a bug as INTERNAL, logged here and only here. */
export function toAppError(error: unknown, about: { requestId: string; operation: string }): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseUnavailable(error)) {
    log.warn({ ...about, err: error }, "the database did not answer");
    return new AppError("SERVICE_UNAVAILABLE", { retryAfter: 2, cause: error });
  }
  log.error({ ...about, err: error }, "an operation failed");
  return new AppError("INTERNAL", { cause: error });
}
