import type { ErrorCode, FieldError } from "@/lib/errors/app-error";

/** What a form shows after it was sent. `values` is what was typed, so that a refusal loses nothing; secrets are left out. */
export type FormState<T = unknown> =
  | { readonly status: "idle" }
  | { readonly status: "done"; readonly data: T }
  | {
      readonly status: "refused";
      readonly code: ErrorCode;
      readonly fields: Readonly<Record<string, FieldError>>;
      /** Seconds after which sending it again makes sense. */
      readonly retryAfter?: number;
      readonly values: Readonly<Record<string, string>>;
      readonly data?: Readonly<Record<string, unknown>>;
    };

export const idleForm: FormState<never> = { status: "idle" };
