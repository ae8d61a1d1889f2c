import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readTopTen } from "@/app/reads/rankings";
import { KeepFresh } from "@/components/rankings/keep-fresh";
import { Podium } from "@/components/rankings/podium";
import { RankingList } from "@/components/rankings/ranking-list";
import { buttonClass } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { Page } from "@/components/ui/page";
import { Link } from "@/lib/i18n/navigation";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { previewSize } from "@/lib/images/limits";

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
    image: { url: "/previews/top.jpg", ...previewSize, alt: t("title") },
    types: { "application/atom+xml": "/feeds/top.xml" },
  });
}

export default async function TopPage({ params }: PageProps<"/[locale]/top">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const t = await getTranslations("rankings");
  const { asOf, entries } = await readTopTen();
  return (
    <Page
      title={t("title")}
      aside={
        <p className="text-sm text-muted tabular-nums">
          {t.rich("asOf", { time: () => <LocalTime at={asOf} format="time" /> })}
        </p>
      }
    >
      <KeepFresh asOf={asOf} />
      <p className="-mt-3 mb-8 max-w-3xl text-muted">{t("explanation")}</p>
      {entries.length > 0 ? (
        <>
          <Podium entries={entries.slice(0, 3)} />
          <RankingList entries={entries.slice(3)} />
        </>
      ) : (
        <div className="flex flex-col items-center gap-4 py-16 text-center">
          <h2 className="text-xl font-bold">{t("emptyTitle")}</h2>
          <p className="text-muted">{t("emptyBody")}</p>
          <Link href="/upload" className={buttonClass()}>
            {t("emptyAction")}
          </Link>
        </div>
      )}
    </Page>
  );
}
