import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readLeaderboard } from "@/app/reads/ratings";
import { MissingPage, missingMetadata } from "@/components/layout/missing-page";
import { Leaderboard, leaderboardPath } from "@/components/rankings/leaderboard";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { parseLeaderboardPath } from "@/lib/rankings/leaderboard-path";

export const ensureStatic = "navigation";

/** No page is known at build time; this one leads to 404 before anything is read. */
export function generateStaticParams() {
  return [{ rest: ["_"] }];
}

/** The page that a path asks for: /leaderboard/2, /leaderboard/model/NAME, /leaderboard/model/NAME/2. */
async function find(rest: readonly string[]) {
  const place = parseLeaderboardPath(rest);
  const board = place && (await readLeaderboard(place.page, place.modelName ?? undefined));
  return place && board && { ...place, ...board };
}

export async function generateMetadata({ params }: PageProps<"/[locale]/leaderboard/[...rest]">): Promise<Metadata> {
  const { locale, rest } = await params;
  if (!isLocale(locale)) return {};
  const board = await find(rest);
  if (!board) return missingMetadata(locale);
  const t = await getTranslations({ locale, namespace: "boards.leaderboard" });
  const title = board.modelName === null ? t("title") : t("titleOf", { model: board.modelName });
  // Who is on a later page changes with every vote; search engines keep the images' own pages.
  const robots = board.page > 1 ? { robots: { index: false, follow: true } } : {};
  const feed = board.modelName !== null && `/feeds/model/${encodeURIComponent(board.modelName)}.xml`;
  return {
    ...pageMetadata({
      title,
      description: t("explanation"),
      path: leaderboardPath(board),
      locale,
      ...(feed && { types: { "application/atom+xml": feed } }),
    }),
    ...robots,
  };
}

export default async function LeaderboardRestPage({ params }: PageProps<"/[locale]/leaderboard/[...rest]">) {
  const { locale, rest } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const board = await find(rest);
  if (!board) return <MissingPage />;
  const { page, modelName, items, hasNext, snapshot, models } = board;
  return (
    <Leaderboard
      page={page}
      modelName={modelName}
      items={items}
      hasNext={hasNext}
      asOf={snapshot?.createdAt ?? null}
      models={models}
    />
  );
}
