import { randomUUID } from "node:crypto";
import { startOauth } from "@/lib/auth/oauth-start";
import { env } from "@/lib/env/env";
import { configuredProviders } from "@/lib/env/oauth";
import { AppError } from "@/lib/errors/app-error";
import { siteUrl } from "@/lib/i18n/page-metadata";
import { isLocale, routing } from "@/lib/i18n/routing";
import { errorResponse } from "@/lib/operation/error-response";
import { accounts } from "@/lib/users/accounts";
import { nextPath } from "@/lib/users/next-path";

/** The way to an OAuth provider, from a link of the sign-in page. */
export async function GET(request: Request, { params }: RouteContext<"/api/auth/start/[provider]">): Promise<Response> {
  const { provider } = await params;
  const query = new URL(request.url).searchParams;
  const refuse = (code: "NOT_FOUND" | "CROSS_SITE") => errorResponse(new AppError(code), request, randomUUID());
  if (!configuredProviders(env()).some(({ name }) => name === provider)) return refuse("NOT_FOUND");
  // Another site must not be able to sign a visitor in; browsers that do not say whence are let through.
  if (!["same-origin", "none", null].includes(request.headers.get("sec-fetch-site"))) return refuse("CROSS_SITE");
  const locale = query.get("locale") ?? "";
  const next = nextPath(query.get("next"), isLocale(locale) ? locale : routing.defaultLocale);
  return startOauth(provider, new URL(next, siteUrl()).href, accounts);
}
