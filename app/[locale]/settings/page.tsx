import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { AccessTokens } from "@/components/settings/access-tokens";
import { Appearance } from "@/components/settings/appearance";
import { AvatarForm } from "@/components/settings/avatar-form";
import { DeleteForm } from "@/components/settings/delete-form";
import { Entrances } from "@/components/settings/entrances";
import { PasswordForm } from "@/components/settings/password-form";
import { ProfileForm } from "@/components/settings/profile-form";
import { SettingsNav } from "@/components/settings/settings-nav";
import { SettingsSection } from "@/components/settings/settings-section";
import { SignOutForm } from "@/components/settings/sign-out-form";
import { WhatGoes } from "@/components/settings/what-goes";
import { buttonClass } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { createPersonalToken, revokePersonalToken } from "@/lib/access-tokens/operations";
import { listTokens } from "@/lib/access-tokens/queries";
import { countBelongings } from "@/lib/account/export-queries";
import { deleteAccount } from "@/lib/account/operations";
import { areAccountsElsewhere } from "@/lib/auth/access-token";
import { getCurrentViewer } from "@/lib/auth/current-viewer";
import { env } from "@/lib/env/env";
import { configuredProviders } from "@/lib/env/oauth";
import { Link } from "@/lib/i18n/navigation";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { formAnswer } from "@/lib/operation/form-answer";
import { isRecentSignIn } from "@/lib/users/confirm";
import { changePassword, signOutEverywhere } from "@/lib/users/entrance-operations";
import { removeAvatar, setAvatar, updateProfile } from "@/lib/users/profile-operations";
import { getOwnProfile } from "@/lib/users/profile-queries";
import { findEntrances } from "@/lib/users/queries";

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
  const [profile, entrances, tokens, belongings] = await Promise.all([
    getOwnProfile(viewer.id),
    findEntrances(viewer.id),
    listTokens(viewer.id),
    countBelongings(viewer.id),
  ]);
  const isElsewhere = areAccountsElsewhere();
  const hasPassword = entrances.passwordHash !== null;
  const about = isElsewhere ? "textElsewhere" : hasPassword ? "text" : "textFirst";
  return (
    <Page title={t("title")} width="wide">
      <div className="lg:grid lg:grid-cols-[12rem_minmax(0,48rem)] lg:gap-x-12">
        <SettingsNav />
        <div>
          <SettingsSection id="profile" title={t("profile.title")} text={t("profile.text")}>
            <div className="flex flex-col gap-8">
              <AvatarForm
                profile={profile}
                answers={{ set: await formAnswer(setAvatar), remove: await formAnswer(removeAvatar) }}
              />
              <ProfileForm profile={profile} answer={await formAnswer(updateProfile)} />
            </div>
          </SettingsSection>
          <SettingsSection id="appearance" title={t("appearance.title")} text={t("appearance.text")}>
            <Appearance />
          </SettingsSection>
          <SettingsSection id="password" title={t("password.title")} text={t(`password.${about}`)}>
            {!isElsewhere && (
              <PasswordForm
                handle={viewer.handle}
                hasPassword={hasPassword}
                isRecent={isRecentSignIn(viewer)}
                again={configuredProviders(env())
                  .map(({ name }) => name)
                  .filter((name) => entrances.providers.some(({ provider }) => provider === name))}
                answer={await formAnswer(changePassword)}
              />
            )}
            {entrances.providers.length > 0 && <Entrances providers={entrances.providers} />}
          </SettingsSection>
          <SettingsSection
            id="sessions"
            title={t("sessions.title")}
            text={[t("sessions.text"), isElsewhere && t("sessions.textElsewhere")].filter(Boolean).join(" ")}
          >
            <SignOutForm answer={await formAnswer(signOutEverywhere)} />
          </SettingsSection>
          <SettingsSection id="access-tokens" title={t("tokens.title")} text={t("tokens.text")}>
            <AccessTokens
              tokens={tokens}
              answers={{ create: await formAnswer(createPersonalToken), revoke: await formAnswer(revokePersonalToken) }}
            />
          </SettingsSection>
          <SettingsSection id="data" title={t("data.title")} text={t("data.text")}>
            <a href={`/api/v1/me/export?locale=${locale}`} download className={buttonClass("quiet")}>
              {t("data.download")}
            </a>
            <p className="mt-4 text-sm text-muted">{t("data.hint")}</p>
          </SettingsSection>
          <SettingsSection id="deletion" title={t("deletion.title")} text={t("deletion.text")}>
            <WhatGoes belongings={belongings} isElsewhere={isElsewhere} />
            <DeleteForm
              handle={viewer.handle}
              confirmBy={hasPassword && !isElsewhere ? "password" : "handle"}
              answer={await formAnswer(deleteAccount)}
            />
          </SettingsSection>
        </div>
      </div>
    </Page>
  );
}
