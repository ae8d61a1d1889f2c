import { type Locale, routing } from "./routing";

/** The best of our languages for an `Accept-Language` header; the default one when nothing fits. @see RFC 9110 §12.5.4 */
export function negotiateLocale(header: string | null): Locale {
  const ranked = (header ?? "")
    .split(",")
    .map((part, order) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const q = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean);
      return { language: tag.split("-")[0], quality: q ? Number(q) : 1, order };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.order - b.order);
  for (const { language } of ranked) {
    const locale = routing.locales.find((known) => known === language);
    if (locale) return locale;
  }
  return routing.defaultLocale;
}
