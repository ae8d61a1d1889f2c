import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { Suspense } from "react";
import { NotFoundView } from "@/components/layout/not-found-view";
import { isLocale } from "@/lib/i18n/routing";

export const ensureStatic = "navigation";

export function generateStaticParams() {
  return [{ rest: ["_"] }];
}

/** Every address that is no page, so that it answers 404 in the reader's language. */
export default async function UnknownPage({ params }: PageProps<"/[locale]/[...rest]">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return (
    <Suspense fallback={<NotFoundView />}>
      <Missing />
    </Suspense>
  );
}

async function Missing(): Promise<never> {
  notFound();
}
