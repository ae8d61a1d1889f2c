import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { Link } from "@/lib/i18n/navigation";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";

export const ensureStatic = "navigation";

export async function generateMetadata({ params }: PageProps<"/[locale]/goodbye">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "account.goodbye" });
  return { ...pageMetadata({ title: t("title"), path: "/goodbye", locale }), robots: { index: false } };
}

/** Where one is after deleting one's account. */
export default async function GoodbyePage({ params }: PageProps<"/[locale]/goodbye">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const t = await getTranslations("account.goodbye");
  return (
    <Page title={t("title")} width="narrow">
      <p className="mb-6 text-muted">{t("text")}</p>
      <Link href="/" className={buttonClass("quiet")}>
        {t("back")}
      </Link>
    </Page>
  );
}
