"use client";

import "./globals.css";
import { createTranslator } from "next-intl";
import { useSyncExternalStore } from "react";
import { buttonClass } from "@/components/ui/button";
import en from "@/messages/en/common.json";
import ko from "@/messages/ko/common.json";

const never = () => () => {};

/** When even the layout failed: its own document, without anything that may have failed. The address tells the language. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const isKorean = useSyncExternalStore(
    never,
    () => /^\/ko(?:\/|$)/.test(location.pathname),
    () => false,
  );
  const locale = isKorean ? "ko" : "en";
  const t = createTranslator({ locale, messages: isKorean ? ko : en, namespace: "error" });
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <html lang={locale}>
      <body className="flex min-h-dvh flex-col">
        <title>{t("title")}</title>
        <main
          id="main"
          className="mx-auto flex w-full max-w-md flex-1 flex-col items-start justify-center gap-6 px-4 py-16"
        >
          <h1 className="text-2xl font-bold tracking-tight">{t("title")}</h1>
          <p className="text-muted">{t("text")}</p>
          <button type="button" className={buttonClass()} onClick={() => retry()}>
            {t("retry")}
          </button>
          {digest && <p className="text-sm text-muted">{t("reference", { digest })}</p>}
        </main>
      </body>
    </html>
  );
}
