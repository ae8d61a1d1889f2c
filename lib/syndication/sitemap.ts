import { escapeXml } from "./xml";

export interface SitemapPage {
  /** The same page by language, absolute. The first is the one that is listed under `x-default`. */
  readonly urls: Readonly<Record<string, string>>;
  readonly changedAt?: Date;
}

const declaration = '<?xml version="1.0" encoding="utf-8"?>';

/**
 * Pages with their translations, each of which lists all of them.
 * @see https://www.sitemaps.org/protocol.html
 */
export function writeSitemap(pages: readonly SitemapPage[]): string {
  const written = pages.flatMap(({ urls, changedAt }) => {
    const [first = ""] = Object.values(urls);
    const links = [...Object.entries(urls), ["x-default", first]].map(
      ([language, url]) => `<xhtml:link rel="alternate" hreflang="${language}" href="${escapeXml(url as string)}"/>`,
    );
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : "";
    return Object.values(urls).map((url) => `<url><loc>${escapeXml(url)}</loc>${changed}${links.join("")}</url>`);
  });
  return [
    declaration,
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...written,
    "</urlset>",
  ].join("\n");
}

/** The list of sitemaps: one alone may not name every page of a large site. */
export function writeSitemapIndex(urls: readonly string[]): string {
  return [
    declaration,
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls.map((url) => `<sitemap><loc>${escapeXml(url)}</loc></sitemap>`),
    "</sitemapindex>",
  ].join("\n");
}
