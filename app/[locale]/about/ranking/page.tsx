import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { RankingGuide } from "@/components/rankings/ranking-guide";
import { Page } from "@/components/ui/page";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";

export const ensureStatic = "navigation";

export async function generateMetadata({ params }: PageProps<"/[locale]/about/ranking">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "boards.guide" });
  return pageMetadata({ title: t("title"), description: t("description"), path: "/about/ranking", locale });
}

export default async function RankingGuidePage({ params }: PageProps<"/[locale]/about/ranking">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const t = await getTranslations("boards.guide");
  return (
    <Page title={t("title")} width="text">
      <RankingGuide />
    </Page>
  );
}
