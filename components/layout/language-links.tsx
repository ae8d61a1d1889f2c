"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { getPathname, usePathname } from "@/lib/i18n/navigation";
import { type Locale, routing } from "@/lib/i18n/routing";
import { chooseLanguage } from "./chosen-language";
import { KoreanName } from "./korean-name";

const shortNames: Record<Locale, ReactNode> = { en: "EN", ko: <KoreanName /> };

function keepPlace({ currentTarget }: { currentTarget: HTMLAnchorElement }) {
  currentTarget.search = window.location.search;
  currentTarget.hash = window.location.hash;
}

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
        // A search or a place to go on to stays; the pages are cached without one, so it is known only here. Before a click of
        // whatever kind, there is a pointer or the focus on it.
        onPointerEnter={keepPlace}
        onFocus={keepPlace}
        onClick={(event) => {
          keepPlace(event);
          chooseLanguage(locale);
        }}
        onAuxClick={() => chooseLanguage(locale)}
        hrefLang={locale}
        lang={locale}
        aria-label={t(locale)}
        className="flex min-h-11 min-w-11 items-center justify-center rounded-full px-2 text-sm font-semibold text-muted transition-colors hover:text-ink"
      >
        {shortNames[locale]}
      </a>
    ));
}
