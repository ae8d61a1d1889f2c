import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { isLocale } from "@/lib/i18n/routing";
import { OrderPage, orderMetadata } from "../../gallery-pages";

export const ensureStatic = "navigation";

/** No period is known at build time; this one leads to 404 before anything is read. */
export function generateStaticParams() {
  return [{ period: "_" }];
}

export async function generateMetadata({ params }: PageProps<"/[locale]/best/[period]">): Promise<Metadata> {
  const { locale, period } = await params;
  return isLocale(locale) ? orderMetadata(locale, ["best", period]) : {};
}

export default async function BestPage({ params }: PageProps<"/[locale]/best/[period]">) {
  const { locale, period } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return <OrderPage segments={["best", period]} />;
}
