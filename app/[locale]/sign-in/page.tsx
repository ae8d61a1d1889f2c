import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { OtherWays } from "@/components/account/other-ways";
import { SignInElsewhere } from "@/components/account/sign-in-elsewhere";
import { SignInForm } from "@/components/account/sign-in-form";
import { Page } from "@/components/ui/page";
import { areAccountsElsewhere } from "@/lib/auth/access-token";
import { getCurrentViewer } from "@/lib/auth/current-viewer";
import { env } from "@/lib/env/env";
import { configuredProviders } from "@/lib/env/oauth";
import { Link } from "@/lib/i18n/navigation";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { formAnswer } from "@/lib/operation/form-answer";
import { nextPath } from "@/lib/users/next-path";
import { signIn } from "@/lib/users/operations";

export const instant = false;

export async function generateMetadata({ params }: PageProps<"/[locale]/sign-in">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "account.signIn" });
  return pageMetadata({ title: t("title"), description: t("description"), path: "/sign-in", locale });
}

export default async function SignInPage({ params, searchParams }: PageProps<"/[locale]/sign-in">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const query = await searchParams;
  const next = nextPath(query.next, locale);
  if (await getCurrentViewer()) redirect(next);
  const t = await getTranslations("account.signIn");
  if (areAccountsElsewhere())
    return (
      <Page title={t("title")} width="narrow">
        <SignInElsewhere isPossible={Boolean(env().AUTH_SERVER_URL)}>
          <SignInForm next={next} answer={await formAnswer(signIn)} isElsewhere />
        </SignInElsewhere>
      </Page>
    );
  const providers = configuredProviders(env()).map(({ name }) => name);
  return (
    <Page title={t("title")} width="narrow">
      <SignInForm next={next} answer={await formAnswer(signIn)} />
      <OtherWays providers={providers} next={next} hasFailed={query.error !== undefined} />
      <p className="mt-6 flex flex-wrap items-center gap-x-2 text-sm text-muted">
        {t("other")}
        <Link
          href={{ pathname: "/sign-up", query: { next } }}
          className="flex min-h-11 items-center font-semibold text-accent underline underline-offset-4"
        >
          {t("otherLink")}
        </Link>
      </p>
    </Page>
  );
}
