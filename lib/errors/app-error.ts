import type { Standing } from "@/lib/rate-limit/standing";

/** Every refusal a user can act on, with the HTTP status that says the same. Words live in the `errors` catalogue. */
export const errorStatus = {
  BAD_REQUEST: 400,
  SIGN_IN_REQUIRED: 401,
  WRONG_CREDENTIALS: 401,
  TOKEN_INVALID: 401,
  FORBIDDEN: 403,
  SIGN_IN_AGAIN: 403,
  CROSS_SITE: 403,
  TOKEN_READ_ONLY: 403,
  ACCOUNTS_ELSEWHERE: 403,
  NOT_FOUND: 404,
  NO_MATCH_AVAILABLE: 404,
  NOT_LIKED: 404,
  METHOD_NOT_ALLOWED: 405,
  ALREADY_LIKED: 409,
  PAIR_ALREADY_JUDGED: 409,
  IMAGE_WITHDRAWN: 409,
  HANDLE_TAKEN: 409,
  SIGN_UP_REFUSED: 409,
  LAST_ADMIN: 409,
  ALREADY_HIDDEN: 409,
  NOT_HIDDEN: 409,
  DELETED_BY_OWNER: 409,
  TOO_MANY_TOKENS: 409,
  ALREADY_REPORTED: 409,
  ALREADY_RESOLVED: 409,
  IDEMPOTENCY_KEY_IN_USE: 409,
  NEAR_DUPLICATE: 409,
  MATCH_EXPIRED: 410,
  UNDO_EXPIRED: 410,
  FILE_TOO_LARGE: 413,
  UNSUPPORTED_IMAGE: 415,
  UNSUPPORTED_MEDIA_TYPE: 415,
  VALIDATION_FAILED: 422,
  IDEMPOTENCY_KEY_REUSED: 422,
  IMAGE_OUTSIDE_PAIR: 422,
  IMAGE_BROKEN: 422,
  IMAGE_TOO_MANY_PIXELS: 422,
  IMAGE_TOO_MANY_FRAMES: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  SERVICE_UNAVAILABLE: 503,
  VOTE_NOT_RECORDED: 503,
  SEARCH_TIMED_OUT: 503,
  AUTH_SERVER_UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** What is wrong with one field, as a key of the `errors.fields` catalogue with its values. */
export interface FieldError {
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

interface Details {
  /** Per field of the input, dotted for nested ones. */
  readonly fields?: Readonly<Record<string, FieldError>>;
  /** Seconds after which trying again makes sense; becomes `Retry-After`. */
  readonly retryAfter?: number;
  /** What the client needs to go on, e.g. a fresh match beside MATCH_EXPIRED. Goes out with the answer. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Where the caller stands with a limit; becomes `RateLimit-…` headers. */
  readonly standing?: Standing;
  readonly cause?: unknown;
}

/** A refusal that the user can act on. Anything else that is thrown is a bug, logged and never shown. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly details: Details = {},
  ) {
    super(code, { cause: details.cause });
    this.status = errorStatus[code];
  }
}
