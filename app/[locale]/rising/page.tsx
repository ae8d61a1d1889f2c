import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { isLocale } from "@/lib/i18n/routing";
import { OrderPage, orderMetadata } from "../gallery-pages";

export const ensureStatic = "navigation";

export async function generateMetadata({ params }: PageProps<"/[locale]/rising">): Promise<Metadata> {
  const { locale } = await params;
  return isLocale(locale) ? orderMetadata(locale, ["rising"]) : {};
}

export default async function RisingPage({ params }: PageProps<"/[locale]/rising">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return <OrderPage segments={["rising"]} />;
}
