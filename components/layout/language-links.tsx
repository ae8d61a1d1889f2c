"use client";

import { useLocale, useTranslations } from "next-intl";
import { getPathname, usePathname } from "@/lib/i18n/navigation";
import { type Locale, routing } from "@/lib/i18n/routing";

const shortNames: Record<Locale, string> = { en: "EN", ko: "한국어" };

/** This very page in the other languages. Plain links: the whole document changes its language, and it works without JavaScript. */
export function LanguageLinks() {
  const t = useTranslations("common.language");
  const here = useLocale();
  const path = usePathname();
  return routing.locales
    .filter((locale) => locale !== here)
    .map((locale) => (
      <a
        key={locale}
        href={getPathname({ href: path, locale })}
        // A search or a place to go on to stays; the pages are cached without one, so it is known only here.
        onClick={({ currentTarget }) => {
          currentTarget.search = window.location.search;
        }}
        hrefLang={locale}
        lang={locale}
        aria-label={t(locale)}
        // The device's own letters where it has them: three Hangul syllables would bring two files of our font to every English
        // page. By name: after `system-ui` nothing else is asked, and a device without Hangul shows empty boxes.
        className="flex min-h-11 min-w-11 items-center justify-center rounded-full px-2 [&:lang(ko)]:[font-family:'Apple_SD_Gothic_Neo','Malgun_Gothic','Noto_Sans_KR','Noto_Sans_CJK_KR',var(--font-sans)] text-sm font-semibold text-muted transition-colors hover:text-ink"
      >
        {shortNames[locale]}
      </a>
    ));
}
