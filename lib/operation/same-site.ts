import { env } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";

interface ReadableHeaders {
  get(name: string): string | null;
}

/**
 * Is this the origin of our own pages? The one in NEXTAUTH_URL is; and the host that was asked, since a site on a home
 * network is reached by several names. A cookie belongs to a host, so a page of another host has none of ours to ride on.
 * `X-Forwarded-Host` counts only where a proxy is trusted. Where people use https, a page that came by http is not ours.
 */
function isOwnOrigin(origin: string, headers: ReadableHeaders): boolean {
  if (!URL.canParse(origin)) return false;
  const { NEXTAUTH_URL, TRUSTED_PROXIES } = env();
  const { protocol, host, origin: sender } = new URL(origin);
  const own = NEXTAUTH_URL && new URL(NEXTAUTH_URL);
  if (own && sender === own.origin) return true;
  if (own && own.protocol === "https:" && protocol !== "https:") return false;
  const asked = (TRUSTED_PROXIES > 0 && headers.get("x-forwarded-host")) || headers.get("host");
  return asked !== null && host === asked;
}

/**
 * A write that rides on a cookie must come from our own pages.
 * Browsers send `Sec-Fetch-Site`; older ones, and all of them where a site has no https, an `Origin`.
 * @throws AppError CROSS_SITE
 */
export function requireSameSite(headers: ReadableHeaders): void {
  const site = headers.get("sec-fetch-site");
  if (site === "same-origin") return;
  const origin = headers.get("origin");
  if (site === null && origin !== null && isOwnOrigin(origin, headers)) return;
  throw new AppError("CROSS_SITE");
}
