import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { SignUpForm } from "@/components/account/sign-up-form";
import { buttonClass } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { areAccountsElsewhere } from "@/lib/auth/access-token";
import { getCurrentViewer } from "@/lib/auth/current-viewer";
import { Link } from "@/lib/i18n/navigation";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { formAnswer } from "@/lib/operation/form-answer";
import { nextPath } from "@/lib/users/next-path";
import { signUp } from "@/lib/users/operations";

export const instant = false;

export async function generateMetadata({ params }: PageProps<"/[locale]/sign-up">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "account.signUp" });
  return pageMetadata({ title: t("title"), description: t("description"), path: "/sign-up", locale });
}

export default async function SignUpPage({ params, searchParams }: PageProps<"/[locale]/sign-up">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const next = nextPath((await searchParams).next, locale);
  if (await getCurrentViewer()) redirect(next);
  const t = await getTranslations("account.signUp");
  if (areAccountsElsewhere())
    return (
      <Page title={t("title")} width="narrow">
        <p className="mb-6 text-muted">{(await getTranslations("account.elsewhere"))("signUp")}</p>
        <Link href={{ pathname: "/sign-in", query: { next } }} className={buttonClass()}>
          {t("otherLink")}
        </Link>
      </Page>
    );
  return (
    <Page title={t("title")} width="narrow">
      <SignUpForm next={next} answer={await formAnswer(signUp)} />
      <p className="mt-6 flex flex-wrap items-center gap-x-2 text-sm text-muted">
        {t("other")}
        <Link
          href={{ pathname: "/sign-in", query: { next } }}
          className="flex min-h-11 items-center font-semibold text-accent underline underline-offset-4"
        >
          {t("otherLink")}
        </Link>
      </p>
    </Page>
  );
}
