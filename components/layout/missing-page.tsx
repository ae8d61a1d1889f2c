import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import type { Locale } from "@/lib/i18n/routing";
import { NotFoundView } from "./not-found-view";

/**
 * What a page returns where nothing is, instead of calling `notFound()` itself: a `notFound()` outside of a Suspense
 * boundary sends an empty document that only JavaScript fills. On pages with `ensureStatic = "navigation"` the status is
 * 404; on those rendered per request it is 200 either way, because their shell is on its way already.
 */
export function MissingPage() {
  return (
    <Suspense fallback={<NotFoundView />}>
      <Refuse />
    </Suspense>
  );
}

async function Refuse(): Promise<never> {
  notFound();
}

/** The title beside `MissingPage`. Next adds `noindex`. */
export async function missingMetadata(locale: Locale): Promise<Metadata> {
  const t = await getTranslations({ locale, namespace: "common.notFound" });
  return { title: t("title") };
}
