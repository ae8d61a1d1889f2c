"use client";

import { useLocale, useTranslations } from "next-intl";
import { CopyButton } from "@/components/image/copy-button";
import { Facts } from "@/components/image/facts";
import { Parameters } from "@/components/image/parameters";
import { Button } from "@/components/ui/button";
import { localePath } from "@/lib/i18n/paths";
import type { Detail } from "./use-detail";

/** What is known about the opened image: its prompt, how it was made, whose it is. */
export function LightboxInfo({
  id,
  detail,
  retry,
}: {
  id: number;
  detail: Exclude<Detail, "gone">;
  retry: () => void;
}) {
  const t = useTranslations("gallery.image");
  const words = useTranslations("lightbox");
  const locale = useLocale();
  if (typeof detail === "string")
    return (
      <div className="flex flex-col items-start gap-4">
        <p role="status" className="text-sm text-muted">
          {words(detail)}
        </p>
        {detail === "failed" && (
          <Button look="quiet" onClick={retry}>
            {words("retry")}
          </Button>
        )}
      </div>
    );
  return (
    <div className="flex flex-col gap-6">
      <div>
        <div className="flex items-center justify-between gap-4">
          <h2 className="text-sm font-semibold text-muted">{t("prompt")}</h2>
          <CopyButton text={detail.prompt} />
        </div>
        <p className="mt-1 leading-relaxed whitespace-pre-wrap">{detail.prompt}</p>
      </div>
      <Parameters post={detail} />
      <Facts post={detail} />
      {/* The address is that page's already: a plain link loads it. */}
      <a
        href={localePath(`/images/${id}`, locale)}
        className="inline-flex min-h-11 items-center text-sm font-semibold underline underline-offset-4"
      >
        {words("page")}
      </a>
    </div>
  );
}
