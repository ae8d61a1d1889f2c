import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readModelBoard } from "@/app/reads/ratings";
import { BoardTabs } from "@/components/rankings/board-tabs";
import { ModelsView } from "@/components/rankings/models-view";
import { LocalTime } from "@/components/ui/local-time";
import { Page } from "@/components/ui/page";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";

export const ensureStatic = "navigation";

export async function generateMetadata({ params }: PageProps<"/[locale]/models">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "boards.models" });
  return pageMetadata({ title: t("title"), description: t("explanation"), path: "/models", locale });
}

export default async function ModelsPage({ params }: PageProps<"/[locale]/models">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const t = await getTranslations("boards.models");
  const words = await getTranslations("rankings");
  const board = await readModelBoard();
  return (
    <Page
      title={t("title")}
      aside={
        board && (
          <p className="text-sm text-muted tabular-nums">
            {words.rich("asOf", { time: () => <LocalTime at={board.asOf} format="time" /> })}
          </p>
        )
      }
    >
      <BoardTabs current="models" />
      <p className="mb-4 max-w-3xl text-muted">{t("explanation")}</p>
      {board && board.models.length > 0 ? (
        <ModelsView board={board} images={board.images} />
      ) : (
        <p className="py-16 text-center text-lg">{t("empty")}</p>
      )}
    </Page>
  );
}
