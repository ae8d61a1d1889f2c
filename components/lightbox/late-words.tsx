"use client";

import { NextIntlClientProvider, useLocale, useMessages } from "next-intl";
import { type ReactNode, use } from "react";
import type { Locale } from "@/lib/i18n/routing";
import type en from "@/messages/en/lightbox.json";

const loaded = new Map<Locale, Promise<typeof en>>();

async function load(locale: Locale): Promise<typeof en> {
  const words =
    locale === "ko" ? await import("@/messages/ko/lightbox.json") : await import("@/messages/en/lightbox.json");
  return words.default;
}

/** Words that no page brings along, because they are for those alone who open an image. Suspends until they are here. */
export function LateWords({ children }: { children: ReactNode }) {
  const locale = useLocale();
  const messages = useMessages();
  let words = loaded.get(locale);
  if (!words) {
    words = load(locale);
    loaded.set(locale, words);
    // What failed to come is asked for anew the next time.
    words.catch(() => loaded.delete(locale));
  }
  return (
    <NextIntlClientProvider locale={locale} messages={{ ...messages, lightbox: use(words) }}>
      {children}
    </NextIntlClientProvider>
  );
}
