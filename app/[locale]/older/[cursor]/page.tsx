import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readGallery } from "@/app/reads/posts";
import { Gallery } from "@/components/gallery/gallery";
import { MissingPage } from "@/components/layout/missing-page";
import { Page } from "@/components/ui/page";
import { Link } from "@/lib/i18n/navigation";
import { isLocale } from "@/lib/i18n/routing";
import { decodeCursor } from "@/lib/posts/paging";

export const ensureStatic = "navigation";

/** No page is known at build time; this one leads to 404 before anything is read. */
export function generateStaticParams() {
  return [{ cursor: "_" }];
}

export async function generateMetadata({ params }: PageProps<"/[locale]/older/[cursor]">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "gallery" });
  // What is on this page moves with every post; search engines keep the images' own pages.
  return { title: t("olderTitle"), robots: { index: false, follow: true } };
}

export default async function OlderPage({ params }: PageProps<"/[locale]/older/[cursor]">) {
  const { locale, cursor } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const afterId = decodeCursor(cursor);
  const page = afterId === null ? null : await readGallery(afterId);
  if (!page || page.items.length === 0) return <MissingPage />;
  const t = await getTranslations("gallery");
  return (
    <Page
      title={t("olderTitle")}
      width="full"
      aside={
        <Link href="/" className="inline-flex min-h-11 items-center text-sm text-muted hover:text-ink">
          {t("newest")}
        </Link>
      }
    >
      <Gallery page={page} />
    </Page>
  );
}
