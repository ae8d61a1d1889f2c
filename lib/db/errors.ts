const unreachableCodes = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2037"]);
const unreachableText =
  /ECONNREFUSED|ECONNRESET|EPIPE|terminat|timeout exceeded|Can't reach database|not yet accepting|shutting down|Connection (?:ended|closed)|starting up/i;

/** Is the database itself away, as opposed to the query being wrong? */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at && depth < 6; depth += 1) {
    const { code, message, originalMessage, cause, meta } = at as {
      code?: string;
      message?: string;
      originalMessage?: string;
      cause?: unknown;
      meta?: { driverAdapterError?: unknown };
    };
    if (code && unreachableCodes.has(code)) return true;
    if (code && /^(?:ECONN|57P0|08)/.test(code)) return true;
    if (unreachableText.test(`${message ?? ""} ${originalMessage ?? ""}`)) return true;
    at = meta?.driverAdapterError ?? cause;
  }
  return false;
}

/** Did a statement, or the transaction that it is in, take longer than it was given? */
export function isTimedOut(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at && depth < 6; depth += 1) {
    const { code, originalCode, cause, meta } = at as {
      code?: string;
      originalCode?: string;
      cause?: unknown;
      meta?: { driverAdapterError?: unknown };
    };
    if (code === "P2028" || code === "57014" || originalCode === "57014") return true;
    at = meta?.driverAdapterError ?? cause;
  }
  return false;
}
