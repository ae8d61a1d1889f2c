import type { z } from "zod";
import type { FieldError } from "@/lib/errors/app-error";

type Issue = z.core.$ZodIssue;

function complaint(issue: Issue): FieldError {
  switch (issue.code) {
    case "too_small":
      if (issue.origin === "string" && issue.minimum === 1) return { code: "required" };
      return { code: issue.origin === "string" ? "tooShort" : "tooSmall", values: { minimum: Number(issue.minimum) } };
    case "too_big":
      return { code: issue.origin === "string" ? "tooLong" : "tooBig", values: { maximum: Number(issue.maximum) } };
    case "invalid_type":
      return { code: issue.input === undefined || issue.message.endsWith("undefined") ? "required" : "invalid" };
    case "custom": {
      const code = (issue.params as { code?: unknown } | undefined)?.code;
      return { code: typeof code === "string" ? code : "invalid" };
    }
    default:
      return { code: "invalid" };
  }
}

/** What is wrong, by field: the first complaint about each. A schema names its own with `{ params: { code } }`. */
export function fieldErrors(error: z.ZodError): Record<string, FieldError> {
  const fields: Record<string, FieldError> = {};
  for (const issue of error.issues) fields[issue.path.map(String).join(".") || "input"] ??= complaint(issue);
  return fields;
}
