"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** What a page shows when it failed. Tells nothing of the inside: the digest finds the log line. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("common.error");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <main
      id="main"
      className="mx-auto flex w-full max-w-md flex-1 flex-col items-start justify-center gap-6 px-4 py-16 sm:px-6"
    >
      {/* What failed may have been what names the page. */}
      <title>{t("title")}</title>
      <h1 className="text-2xl font-bold tracking-tight sm:text-3xl">{t("title")}</h1>
      <p className="text-muted">{t("text")}</p>
      <Button onClick={() => retry()}>{t("retry")}</Button>
      {digest && <p className="text-sm text-muted">{t("reference", { digest })}</p>}
    </main>
  );
}
