/** The cookie of who has chosen a language in this browser; components/layout/chosen-language.ts writes it. */
const chosen = /(?:^|;\s*)podium-language=(\w+)/;
/** First segments of addresses that are no page in English: those without a language, and the languages' own. As in a regular expression. */
export const apart = "en|ko|api|media|feeds|previews|embed|offline|sitemaps|_next";
/** Files are apart too. */
const isApart = new RegExp(`^/(?:${apart}|\\.well-known)(?:/|$)|\\.[a-z0-9]+$`);

/**
 * Where a page is in the language that its reader has chosen, when its address is that of the English one: who chose Korean
 * and opens the site's front, a bookmark or somebody's link reads Korean.
 * @returns {string | null} null for what stays where it is
 */
export function inChosenLanguage(/** @type {import("node:http").IncomingMessage} */ { method, url = "/", headers }) {
  // Before anything else, since nearly nobody has chosen: a page from the cache costs little more than this.
  const [, language] = chosen.exec(headers.cookie ?? "") ?? [];
  if (language !== "ko" || method !== "GET" || headers.rsc !== undefined) return null;
  if (!headers.accept?.includes("text/html")) return null;
  const [, path = "", rest = ""] = /^([^?]*)(.*)$/s.exec(url) ?? [];
  if (isApart.test(path)) return null;
  return `/ko${path === "/" ? "" : path}${rest}`;
}
