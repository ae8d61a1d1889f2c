import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { isLocale } from "@/lib/i18n/routing";
import { OrderPage, orderMetadata } from "../../gallery-pages";

export const ensureStatic = "navigation";

/** No shuffle is known at build time; this one leads to 404 before anything is read. */
export function generateStaticParams() {
  return [{ start: "_" }];
}

export async function generateMetadata({ params }: PageProps<"/[locale]/random/[start]">): Promise<Metadata> {
  const { locale, start } = await params;
  return isLocale(locale) ? orderMetadata(locale, ["random", start]) : {};
}

export default async function RandomPage({ params }: PageProps<"/[locale]/random/[start]">) {
  const { locale, start } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return <OrderPage segments={["random", start]} />;
}
