import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getFormatter, getTranslations, setRequestLocale } from "next-intl/server";
import { readBoard, readDayBoard, readLastDay } from "@/app/reads/rankings";
import { MissingPage, missingMetadata } from "@/components/layout/missing-page";
import { PastDay } from "@/components/rankings/past-day";
import { WindowBoard } from "@/components/rankings/window-board";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { previewSize } from "@/lib/images/limits";
import { parseDay, startOfDay } from "@/lib/rankings/day";
import { boardPreviewPath, parseWindow, windowPath } from "@/lib/rankings/windows";

export const ensureStatic = "navigation";

/** No period is known at build time; this one leads to 404 before anything is read. */
export function generateStaticParams() {
  return [{ period: "_" }];
}

/** What a path's last segment asks for: a window that ends now, or a day that has ended. */
async function find(period: string) {
  const window = parseWindow(period);
  const day = parseDay(period);
  return { window, board: day === null ? null : await readDayBoard(day) };
}

export async function generateMetadata({ params }: PageProps<"/[locale]/top/[period]">): Promise<Metadata> {
  const { locale, period } = await params;
  if (!isLocale(locale)) return {};
  const { window, board } = await find(period);
  const t = await getTranslations({ locale, namespace: "boards" });
  if (window) {
    const [title, description] = [t(`window.${window}.title`), t(`window.${window}.explanation`)];
    const image = { url: boardPreviewPath(window), ...previewSize, alt: title };
    return pageMetadata({ title, description, path: windowPath(window), locale, image });
  }
  if (!board) return missingMetadata(locale);
  const format = await getFormatter({ locale });
  const day = format.dateTime(startOfDay(board.day), { dateStyle: "long" });
  const title = t("day.title", { day });
  return pageMetadata({
    title,
    description: t("day.explanation", { likes: board.likeCount, votes: board.voteCount }),
    path: `/top/${board.day}`,
    locale,
    image: { url: boardPreviewPath(board.day), ...previewSize, alt: title },
  });
}

export default async function PeriodPage({ params }: PageProps<"/[locale]/top/[period]">) {
  const { locale, period } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const { window, board } = await find(period);
  if (window) return <WindowBoard window={window} board={await readBoard(window)} lastDay={await readLastDay()} />;
  if (board) return <PastDay board={board} lastDay={await readLastDay()} />;
  return <MissingPage />;
}
