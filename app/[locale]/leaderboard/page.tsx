import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readLeaderboard } from "@/app/reads/ratings";
import { Leaderboard } from "@/components/rankings/leaderboard";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";

export const ensureStatic = "navigation";

export async function generateMetadata({ params }: PageProps<"/[locale]/leaderboard">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "boards.leaderboard" });
  return pageMetadata({ title: t("title"), description: t("explanation"), path: "/leaderboard", locale });
}

export default async function LeaderboardPage({ params }: PageProps<"/[locale]/leaderboard">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const board = await readLeaderboard(1);
  return (
    <Leaderboard
      page={1}
      modelName={null}
      items={board?.items ?? []}
      hasNext={board?.hasNext ?? false}
      asOf={board?.snapshot?.createdAt ?? null}
      models={board?.models ?? []}
    />
  );
}
