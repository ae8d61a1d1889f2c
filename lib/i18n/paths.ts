import { type Locale, routing } from "./routing";

/** A page's address in a language: English without a prefix, the others under theirs. `path` starts with "/" and has no prefix. */
export function localePath(path: string, locale: Locale): string {
  if (locale === routing.defaultLocale) return path;
  return /^\/(?:$|[?#])/.test(path) ? `/${locale}${path.slice(1)}` : `/${locale}${path}`;
}

/** The address without its language. */
export function withoutLocale(path: string): string {
  const [, locale, rest = ""] = /^\/([^/?#]*)(.*)$/s.exec(path) ?? [];
  if (!routing.locales.some((known) => known === locale)) return path;
  return rest.startsWith("/") ? rest : `/${rest}`;
}
