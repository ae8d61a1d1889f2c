"use client";

import { useLocale, useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { maxReason } from "@/lib/moderation/schema";

type Progress = { status: "idle" | "sending" | "reported" } | { status: "refused"; message: string | undefined };

/** Tells the moderators about an image; folded away until it is wanted. A plain request: the cached page stays as it is. */
export function ReportPost({ postId }: { postId: number }) {
  const t = useTranslations("gallery.report");
  const locale = useLocale();
  const [progress, setProgress] = useState<Progress>({ status: "idle" });
  if (progress.status === "reported") return <Notice>{t("done")}</Notice>;

  async function report(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get("reason");
    setProgress({ status: "sending" });
    try {
      const response = await fetch("/api/v1/reports", {
        method: "POST",
        headers: { "Content-Type": "application/json", "Accept-Language": locale },
        body: JSON.stringify({ image_id: postId, reason }),
      });
      if (response.ok) return setProgress({ status: "reported" });
      const { detail, errors } = (await response.json()) as {
        detail?: string;
        errors?: { reason?: { detail: string } };
      };
      setProgress({ status: "refused", message: errors?.reason?.detail ?? detail ?? t("failed") });
    } catch {
      setProgress({ status: "refused", message: t("failed") });
    }
  }

  return (
    <details>
      <summary className="inline-flex min-h-11 list-none items-center text-sm text-muted underline decoration-line underline-offset-4 hover:text-ink [&::-webkit-details-marker]:hidden">
        {t("open")}
      </summary>
      <form onSubmit={report} noValidate className="mt-2 flex flex-col items-start gap-4 *:w-full">
        <TextAreaField
          label={t("reason")}
          hint={t("hint")}
          name="reason"
          rows={3}
          maxLength={maxReason}
          required
          error={progress.status === "refused" ? progress.message : undefined}
        />
        <Button type="submit" look="quiet" disabled={progress.status === "sending"} className="w-auto!">
          {t("submit")}
        </Button>
      </form>
    </details>
  );
}
