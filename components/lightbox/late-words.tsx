"use client";

import { useLocale } from "next-intl";
import { type ReactNode, use } from "react";
import { AddedWords } from "@/components/layout/added-words";
import type { Locale } from "@/lib/i18n/routing";
import type lightbox from "@/messages/en/lightbox.json";
import type metadata from "@/messages/en/metadata.json";

interface Words {
  readonly lightbox: typeof lightbox;
  readonly metadata: typeof metadata;
}

const loaded = new Map<Locale, Promise<Words>>();

async function load(locale: Locale): Promise<Words> {
  const [{ default: lightbox }, { default: metadata }] = await Promise.all(
    locale === "ko"
      ? [import("@/messages/ko/lightbox.json"), import("@/messages/ko/metadata.json")]
      : [import("@/messages/en/lightbox.json"), import("@/messages/en/metadata.json")],
  );
  return { lightbox, metadata };
}

/** Words that no gallery brings along, because they are for those alone who open an image. Suspends until they are here. */
export function LateWords({ children }: { children: ReactNode }) {
  const locale = useLocale();
  let words = loaded.get(locale);
  if (!words) {
    words = load(locale);
    loaded.set(locale, words);
    // What failed to come is asked for anew the next time.
    words.catch(() => loaded.delete(locale));
  }
  return <AddedWords words={use(words)}>{children}</AddedWords>;
}
