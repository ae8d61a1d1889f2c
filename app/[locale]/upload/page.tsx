import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readModelNames } from "@/app/reads/models";
import { buttonClass } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { UploadForm } from "@/components/upload/upload-form";
import { getCurrentViewer } from "@/lib/auth/current-viewer";
import { Link } from "@/lib/i18n/navigation";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { formAnswer } from "@/lib/operation/form-answer";
import { createPost } from "@/lib/posts/operations";

// Rendered per request and in one piece: without JavaScript a streamed part would stay hidden.
export const instant = false;

export async function generateMetadata({ params }: PageProps<"/[locale]/upload">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "upload" });
  return pageMetadata({ title: t("title"), description: t("description"), path: "/upload", locale });
}

export default async function UploadPage({ params, searchParams }: PageProps<"/[locale]/upload">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const t = await getTranslations("upload");
  const { shared } = await searchParams;
  const isShareMissed = shared === "missed";
  // An image that another app shared waits in the browser while its owner signs in.
  const next = shared === undefined ? "/upload" : `/upload?shared=${isShareMissed ? "missed" : "1"}`;
  if (!(await getCurrentViewer()))
    return (
      <Page title={t("title")} width="text">
        <p className="mb-6 text-muted">{t("signedOut.text")}</p>
        <div className="flex flex-wrap gap-3">
          <Link href={{ pathname: "/sign-in", query: { next } }} className={buttonClass()}>
            {t("signedOut.signIn")}
          </Link>
          <Link href={{ pathname: "/sign-up", query: { next } }} className={buttonClass("quiet")}>
            {t("signedOut.signUp")}
          </Link>
        </div>
      </Page>
    );
  return (
    <Page title={t("title")}>
      <UploadForm
        modelNames={await readModelNames()}
        answer={await formAnswer(createPost)}
        isShareMissed={isShareMissed}
      />
    </Page>
  );
}
