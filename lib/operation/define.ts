import type { z } from "zod";
import type { Actor, ViewerOf } from "@/lib/auth/viewer";
import type { LimitName } from "@/lib/rate-limit/limits";
import type { RestFace } from "./rest";

export interface Context<A extends Actor = Actor> {
  readonly viewer: ViewerOf[A];
  readonly requestId: string;
  /** Aborts when the caller is gone; for work that is worth stopping. */
  readonly signal?: AbortSignal | undefined;
}

/** Cached pages that a write makes untrue: at once for what must be gone, within seconds for counts. */
export interface Expiry {
  readonly now?: readonly string[];
  readonly soon?: readonly string[];
}

export interface Operation<
  A extends Actor = Actor,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly name: string;
  readonly actor: A;
  /** How often: one limit, or several that all count. */
  readonly limit?: LimitName | readonly LimitName[];
  readonly input: Input;
  readonly output: Output;
  readonly run: (input: z.output<Input>, context: Context<A>) => Promise<z.input<Output>>;
  /** How it is asked for over HTTP; the API's document is made of it. Without it, forms are its only face. */
  readonly rest?: RestFace<z.output<Output>>;
  /** The cache tags that this write makes untrue. A read has none. */
  readonly expires?: (output: z.output<Output>, input: z.output<Input>, context: Context<A>) => Expiry;
}

/**
 * Declares a use case once: who may call it, how often, what goes in, what comes out, what it does. Its faces are `route`,
 * `action` and `callOperation`; it must be listed in `lib/registry.ts`.
 */
export function defineOperation<A extends Actor, Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<A, Input, Output>,
): Operation<A, Input, Output> {
  return operation;
}
