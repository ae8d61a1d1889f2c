import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { signOutToGallery } from "@/lib/users/actions";

export const ensureStatic = "navigation";

export async function generateMetadata({ params }: PageProps<"/[locale]/sign-out">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "account.signOut" });
  return { ...pageMetadata({ title: t("title"), path: "/sign-out", locale }), robots: { index: false } };
}

/** The way out without JavaScript. A form, because following a link must not sign anyone out. */
export default async function SignOutPage({ params }: PageProps<"/[locale]/sign-out">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const t = await getTranslations("account.signOut");
  return (
    <Page title={t("title")} width="narrow">
      <form action={signOutToGallery} className="flex flex-col gap-6">
        <input type="hidden" name="locale" value={locale} />
        <p className="text-muted">{t("text")}</p>
        <Button type="submit">{t("submit")}</Button>
      </form>
    </Page>
  );
}
