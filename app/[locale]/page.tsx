import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { readGalleryPage, readShuffleStart } from "@/app/reads/gallery";
import { GalleryView } from "@/components/gallery/gallery-view";
import { Page } from "@/components/ui/page";
import { Link } from "@/lib/i18n/navigation";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";

export const ensureStatic = "navigation";

export async function generateMetadata({ params }: PageProps<"/[locale]">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "gallery" });
  const title = t("siteTitle");
  return {
    ...pageMetadata({
      title,
      description: t("description"),
      path: "/",
      locale,
      types: { "application/atom+xml": "/feeds/new.xml" },
    }),
    title: { absolute: title },
  };
}

export default async function GalleryPage({ params }: PageProps<"/[locale]">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const t = await getTranslations("gallery");
  const titles = await getTranslations("browsing.titles");
  const place = { order: { sort: "new" } } as const;
  const [page, shuffle] = await Promise.all([readGalleryPage(null, place), readShuffleStart()]);
  const vote = (words: ReactNode) => (
    <Link href="/vote" className="font-semibold text-ink underline underline-offset-4">
      {words}
    </Link>
  );
  return (
    <Page title={titles("new")} aside={<p className="text-muted">{t.rich("lead", { vote })}</p>} width="full">
      <GalleryView scope={null} place={place} page={page} shuffle={shuffle} />
    </Page>
  );
}
