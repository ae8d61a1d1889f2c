import { createTranslator } from "next-intl";
import type { AppError, ErrorCode, FieldError } from "@/lib/errors/app-error";
import { waitValues } from "@/lib/errors/wait";
import { loadMessages } from "@/lib/i18n/messages";
import { negotiateLocale } from "@/lib/i18n/negotiate";
import { standingHeaders } from "@/lib/rate-limit/standing";
import { toWire, toWireKey } from "./wire-case";

/** How to come in, as RFC 6750 says it to programs. */
const challenges: Partial<Record<ErrorCode, string>> = {
  SIGN_IN_REQUIRED: "Bearer",
  TOKEN_INVALID: 'Bearer error="invalid_token"',
  TOKEN_READ_ONLY: 'Bearer error="insufficient_scope", scope="write"',
};

/** `{ detail, error_code, timestamp }` in the reader's language, with `errors` by field and what the refusal hands back. */
export async function errorResponse(
  error: AppError,
  request: Request,
  requestId: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const challenge = challenges[error.code];
  const locale = negotiateLocale(request.headers.get("accept-language"));
  // Codes come from data here, so the keys cannot be checked by the compiler; a test checks that every code has its words.
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: "errors" }) as unknown as (
    key: string,
    values?: FieldError["values"],
  ) => string;
  const fields = Object.entries(error.details.fields ?? {}).map(([path, { code, values }]) => [
    toWireKey(path),
    { code, detail: t(`fields.${code}`, values) },
  ]);
  return Response.json(
    {
      detail: t(`codes.${error.code}`, waitValues(error.details.retryAfter)),
      error_code: error.code,
      timestamp: new Date().toISOString(),
      ...(fields.length > 0 && { errors: Object.fromEntries(fields) }),
      ...(toWire(error.details.data ?? {}) as object),
    },
    {
      status: error.status,
      headers: {
        "Cache-Control": "no-store",
        "Content-Language": locale,
        "X-Request-Id": requestId,
        ...headers,
        ...standingHeaders(error.details.standing),
        ...(challenge && { "WWW-Authenticate": challenge }),
        ...(error.details.retryAfter !== undefined && { "Retry-After": String(error.details.retryAfter) }),
      },
    },
  );
}
