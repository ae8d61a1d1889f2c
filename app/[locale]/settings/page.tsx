import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { AccessTokens } from "@/components/settings/access-tokens";
import { SettingsSection } from "@/components/settings/settings-section";
import { buttonClass } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { createPersonalToken, revokePersonalToken } from "@/lib/access-tokens/operations";
import { listTokens } from "@/lib/access-tokens/queries";
import { getCurrentViewer } from "@/lib/auth/current-viewer";
import { Link } from "@/lib/i18n/navigation";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { formAnswer } from "@/lib/operation/form-answer";

// Rendered per request and in one piece: without JavaScript a streamed part would stay hidden.
export const instant = false;

export async function generateMetadata({ params }: PageProps<"/[locale]/settings">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "settings" });
  return { ...pageMetadata({ title: t("title"), path: "/settings", locale }), robots: { index: false } };
}

export default async function SettingsPage({ params }: PageProps<"/[locale]/settings">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const t = await getTranslations("settings");
  const viewer = await getCurrentViewer();
  if (!viewer)
    return (
      <Page title={t("title")} width="text">
        <p className="mb-6 text-muted">{t("signedOut.text")}</p>
        <Link href="/sign-in?next=/settings" className={buttonClass()}>
          {t("signedOut.signIn")}
        </Link>
      </Page>
    );
  return (
    <Page title={t("title")} width="text">
      <SettingsSection id="access-tokens" title={t("tokens.title")} text={t("tokens.text")}>
        <AccessTokens
          tokens={await listTokens(viewer.id)}
          answers={{ create: await formAnswer(createPersonalToken), revoke: await formAnswer(revokePersonalToken) }}
        />
      </SettingsSection>
    </Page>
  );
}
