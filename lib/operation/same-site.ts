import { AppError } from "@/lib/errors/app-error";

/**
 * A write that rides on a cookie must come from our own pages.
 * Browsers send `Sec-Fetch-Site`; older ones an `Origin`, which must be the host that was asked.
 * @throws AppError CROSS_SITE
 */
export function requireSameSite(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  if (site === "same-origin") return;
  const origin = request.headers.get("origin");
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  if (site === null && origin !== null && URL.canParse(origin) && new URL(origin).host === host) return;
  throw new AppError("CROSS_SITE");
}
