/** Where a caller stands with a limit after an attempt. */
export interface Standing {
  readonly isAllowed: boolean;
  readonly limit: number;
  /** Attempts left until `resetAt`. */
  readonly remaining: number;
  /** When all of them are back, in ms since 1970. */
  readonly resetAt: number;
}

/** Whole seconds until a limit is reset, at least 1: who waits so long is not refused for having been early. */
export const secondsUntil = (resetAt: number, now = Date.now()) => Math.max(1, Math.ceil((resetAt - now) / 1_000));

/** The headers that tell a program where it stands, as of IETF's draft of `RateLimit` fields, version 03. */
export function standingHeaders(standing: Standing | undefined): Record<string, string> {
  if (!standing) return {};
  return {
    "RateLimit-Limit": String(standing.limit),
    "RateLimit-Remaining": String(standing.remaining),
    "RateLimit-Reset": String(secondsUntil(standing.resetAt)),
  };
}
