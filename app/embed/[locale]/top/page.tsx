import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readBoard } from "@/app/reads/rankings";
import { EmbeddedBoard } from "@/components/rankings/embedded-board";
import { isLocale } from "@/lib/i18n/routing";

export const ensureStatic = "navigation";

export async function generateMetadata({ params }: PageProps<"/embed/[locale]/top">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "rankings" });
  return { title: t("title") };
}

export default async function EmbeddedTopPage({ params }: PageProps<"/embed/[locale]/top">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return <EmbeddedBoard board={await readBoard("day")} locale={locale} />;
}
