import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { isLocale } from "@/lib/i18n/routing";
import { OrderPage, orderMetadata } from "../../gallery-pages";

export const ensureStatic = "navigation";

/** No page is known at build time; this one leads to 404 before anything is read. */
export function generateStaticParams() {
  return [{ cursor: "_" }];
}

export async function generateMetadata({ params }: PageProps<"/[locale]/older/[cursor]">): Promise<Metadata> {
  const { locale, cursor } = await params;
  return isLocale(locale) ? orderMetadata(locale, ["older", cursor]) : {};
}

export default async function OlderPage({ params }: PageProps<"/[locale]/older/[cursor]">) {
  const { locale, cursor } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return <OrderPage segments={["older", cursor]} />;
}
