import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readBoard, readLastDay } from "@/app/reads/rankings";
import { WindowBoard } from "@/components/rankings/window-board";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { previewSize } from "@/lib/images/limits";
import { boardPreviewPath } from "@/lib/rankings/windows";

export const ensureStatic = "navigation";

export async function generateMetadata({ params }: PageProps<"/[locale]/top">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "rankings" });
  return pageMetadata({
    title: t("title"),
    description: t("description"),
    path: "/top",
    locale,
    image: { url: boardPreviewPath("day"), ...previewSize, alt: t("title") },
    types: { "application/atom+xml": "/feeds/top.xml" },
  });
}

export default async function TopPage({ params }: PageProps<"/[locale]/top">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const [board, lastDay] = await Promise.all([readBoard("day"), readLastDay()]);
  return <WindowBoard window="day" board={board} lastDay={lastDay} />;
}
