import { type ErrorCode, errorStatus } from "@/lib/errors/app-error";
import type { Operation } from "@/lib/operation/define";
import { needsWriteScope, type RestFace } from "@/lib/operation/rest";

export type Documented = Pick<Operation, "name" | "actor" | "limit" | "input" | "output"> & { readonly rest: RestFace };

/** What a call can be refused for whatever it does: it follows from who may call it and what goes in. */
function generalRefusals({ actor, limit, rest }: Documented, hasFields: boolean): ErrorCode[] {
  const isWrite = rest.method !== "GET";
  return [
    // Whoever brings a token is judged by it, where nobody has to sign in too.
    "TOKEN_INVALID",
    "AUTH_SERVER_UNAVAILABLE",
    ...(needsWriteScope(rest) ? (["TOKEN_READ_ONLY"] as const) : []),
    ...(actor === "anyone" ? [] : (["SIGN_IN_REQUIRED"] as const)),
    ...(actor === "moderator" || actor === "admin" ? (["FORBIDDEN"] as const) : []),
    ...(isWrite ? (["CROSS_SITE", "BAD_REQUEST", "FILE_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"] as const) : []),
    ...(hasFields ? (["VALIDATION_FAILED"] as const) : []),
    ...(limit ? (["RATE_LIMITED"] as const) : []),
    "INTERNAL",
    "SERVICE_UNAVAILABLE",
  ];
}

/** Every refusal of an operation, by its HTTP status in ascending order. */
export function refusalsByStatus(operation: Documented, hasFields: boolean): Map<number, ErrorCode[]> {
  const codes = new Set([...generalRefusals(operation, hasFields), ...(operation.rest.refuses ?? [])]);
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(errorStatus[code], [...(byStatus.get(errorStatus[code]) ?? []), code]);
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}
