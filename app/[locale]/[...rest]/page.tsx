import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { MissingPage, missingMetadata } from "@/components/layout/missing-page";
import { isLocale } from "@/lib/i18n/routing";

export const ensureStatic = "navigation";

export function generateStaticParams() {
  return [{ rest: ["_"] }];
}

export async function generateMetadata({ params }: PageProps<"/[locale]/[...rest]">): Promise<Metadata> {
  const { locale } = await params;
  return isLocale(locale) ? missingMetadata(locale) : {};
}

/** Every address that is no page, so that it answers 404 in the reader's language. */
export default async function UnknownPage({ params }: PageProps<"/[locale]/[...rest]">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return <MissingPage />;
}
