import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Reference } from "@/components/reference/reference";
import { Page } from "@/components/ui/page";
import { apiDocument } from "@/lib/api-document";
import { pageMetadata, siteUrl } from "@/lib/i18n/page-metadata";
import { isLocale, routing } from "@/lib/i18n/routing";

export const ensureStatic = "navigation";

export async function generateMetadata({ params }: PageProps<"/[locale]/docs/api">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "reference" });
  return pageMetadata({ title: t("title"), description: t("description"), path: "/docs/api", locale });
}

/** The same document as /api/openapi.json, for people. */
export default async function ApiReferencePage({ params }: PageProps<"/[locale]/docs/api">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const t = await getTranslations("reference");
  return (
    <Page
      title={t("title")}
      aside={
        <a
          href="/api/openapi.json"
          className="inline-flex min-h-11 items-center text-sm text-muted underline hover:text-ink"
        >
          {t("document")}
        </a>
      }
    >
      {locale !== routing.defaultLocale && <p className="mb-4 text-muted">{t("english")}</p>}
      <Reference document={apiDocument()} site={siteUrl().origin} />
    </Page>
  );
}
