import { Prisma } from "./generated/client";

/** The name of the constraint that a write broke, or null when it failed for another reason. */
export function violatedConstraint(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") return null;
  const meta = error.meta as {
    driverAdapterError?: { cause?: { constraint?: { index?: string; fields?: string[] } } };
  };
  const constraint = meta.driverAdapterError?.cause?.constraint;
  return constraint?.index ?? constraint?.fields?.join(",") ?? null;
}

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
