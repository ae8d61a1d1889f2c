import type { Locale } from "@/lib/i18n/routing";

/** Remembers a language in this browser for a year; the server (scripts/lib/chosen-language.mjs) leads to its pages. */
export function chooseLanguage(locale: Locale): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we support
  document.cookie = `podium-language=${locale}; path=/; max-age=31536000; samesite=lax`;
}
