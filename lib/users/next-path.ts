import { localePath, withoutLocale } from "@/lib/i18n/paths";
import type { Locale } from "@/lib/i18n/routing";

const nowhere = "http://podium.invalid";

/**
 * Where to go after signing in: a page of this site in the language of the form, "/" for anything else.
 * A link to our sign-in page may carry any text, so what leaves this site or could be read as leaving it is refused.
 */
export function nextPath(value: unknown, locale: Locale): string {
  return localePath(samePage(value) ?? "/", locale);
}

function samePage(value: unknown): string | null {
  // Browsers read a backslash as a slash, and drop tabs and line breaks, before they look at an address.
  if (typeof value !== "string" || !value.startsWith("/") || value.length > 2_000) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\\\u0000-\u0020\u007f]/.test(value)) return null;
  if (!URL.canParse(value, nowhere)) return null;
  const { origin, pathname, search, hash } = new URL(value, nowhere);
  const page = withoutLocale(pathname);
  // "/.//evil.example" and "/en//evil.example" only become "//evil.example" once they are resolved.
  if (origin !== nowhere || page.startsWith("//") || pathname.startsWith("//")) return null;
  // A second language is no page's: "/ko/en" would change its meaning each time it is read.
  if (withoutLocale(page) !== page) return null;
  if (/^\/(?:api|media|_next|sign-in|sign-up|sign-out)(?:\/|$)/.test(page)) return null;
  return page + search + hash;
}
