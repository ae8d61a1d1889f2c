"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Link } from "@/lib/i18n/navigation";
import type { MorePagesState } from "./more-pages-state";

/** What stands below the last image that is there: the way on, also where no script runs, or that there is none. */
export function GalleryEnd({
  sentinel,
  status,
  next,
  load,
}: {
  sentinel: RefObject<HTMLDivElement | null>;
  status: MorePagesState<unknown>["status"];
  /** The page that follows and how it is called; null after the last. */
  next: { readonly href: string; readonly name: "older" | "more" } | null;
  load: () => void;
}) {
  const t = useTranslations("gallery");
  return (
    <div ref={sentinel} className="flex min-h-32 flex-col items-center justify-center gap-3 py-8 text-sm text-muted">
      {next === null ? (
        <p>{t("end")}</p>
      ) : status === "failed" ? (
        <>
          <p role="alert">{t("failed")}</p>
          <Button look="quiet" onClick={load}>
            {t("retry")}
          </Button>
        </>
      ) : status === "expired" ? (
        <>
          <p role="alert">{t("expired")}</p>
          <Button look="quiet" onClick={() => window.location.reload()}>
            {t("anew")}
          </Button>
        </>
      ) : status === "loading" ? (
        <p role="status">{t("loading")}</p>
      ) : (
        <Link href={next.href} prefetch={false} className={buttonClass("quiet")}>
          {t(next.name)}
        </Link>
      )}
    </div>
  );
}
