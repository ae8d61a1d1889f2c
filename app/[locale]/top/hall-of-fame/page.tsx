import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readHallOfFame, readLastDay } from "@/app/reads/rankings";
import { BoardTabs, WindowTabs } from "@/components/rankings/board-tabs";
import { HallOfFameView } from "@/components/rankings/hall-of-fame";
import { Page } from "@/components/ui/page";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";

export const ensureStatic = "navigation";

export async function generateMetadata({ params }: PageProps<"/[locale]/top/hall-of-fame">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "boards.hall" });
  return pageMetadata({ title: t("title"), description: t("description"), path: "/top/hall-of-fame", locale });
}

export default async function HallOfFamePage({ params }: PageProps<"/[locale]/top/hall-of-fame">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const t = await getTranslations("boards.hall");
  const [hall, lastDay] = await Promise.all([readHallOfFame(), readLastDay()]);
  return (
    <Page title={t("title")}>
      <BoardTabs current="top" />
      <WindowTabs current="hallOfFame" lastDay={lastDay} />
      <HallOfFameView hall={hall} />
    </Page>
  );
}
