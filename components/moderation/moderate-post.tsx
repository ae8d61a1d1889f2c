"use client";

import { NextIntlClientProvider, useLocale, useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { useViewer } from "@/components/account/viewer-provider";
import { Button, buttonClass } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { loadMessages, type Messages } from "@/lib/i18n/messages";
import { Link } from "@/lib/i18n/navigation";
import { maxReason } from "@/lib/moderation/schema";

type Progress = { status: "idle" | "sending" | "hidden" } | { status: "refused"; message: string | undefined };

/**
 * Hides a post from its own page, for moderators; nothing for everyone else. Joins on the client, since the page is the
 * same for everyone, and brings its own words, which pages for everyone do not carry.
 */
export function ModeratePost({ postId }: { postId: number }) {
  const locale = useLocale();
  const { viewer } = useViewer();
  const isModerator = viewer !== null && viewer.role !== "member";
  const [messages, setMessages] = useState<Messages>();
  useEffect(() => {
    // Without its words the tool is not there; the moderation pages are.
    if (isModerator) loadMessages(locale).then(setMessages, () => undefined);
  }, [isModerator, locale]);
  if (!isModerator || !messages) return null;
  return (
    <NextIntlClientProvider locale={locale} messages={messages}>
      <HideInPlace postId={postId} />
    </NextIntlClientProvider>
  );
}

/** Sent as a plain request, so that the page stays where it is instead of turning into a 404. */
function HideInPlace({ postId }: { postId: number }) {
  const t = useTranslations("moderation");
  const locale = useLocale();
  const [progress, setProgress] = useState<Progress>({ status: "idle" });
  if (progress.status === "hidden") return <Notice>{t("inPlace.done")}</Notice>;

  async function hide(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get("reason");
    setProgress({ status: "sending" });
    try {
      const response = await fetch(`/api/v1/moderation/images/${postId}/hide`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Accept-Language": locale },
        body: JSON.stringify({ reason }),
      });
      if (response.ok) return setProgress({ status: "hidden" });
      const { detail, errors } = (await response.json()) as {
        detail?: string;
        errors?: { reason?: { detail: string } };
      };
      setProgress({ status: "refused", message: errors?.reason?.detail ?? detail });
    } catch {
      setProgress({ status: "refused", message: t("inPlace.failed") });
    }
  }

  return (
    <details>
      <summary className={`list-none [&::-webkit-details-marker]:hidden ${buttonClass("quiet")}`}>
        {t("inPlace.open")}
      </summary>
      <form onSubmit={hide} noValidate className="mt-4 flex flex-col gap-4">
        <TextAreaField
          label={t("reason.required")}
          hint={t("reason.postHint")}
          name="reason"
          rows={2}
          maxLength={maxReason}
          required
          error={progress.status === "refused" ? progress.message : undefined}
        />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" look="danger" disabled={progress.status === "sending"}>
            {t("hide.submit")}
          </Button>
          <Link
            href={{ pathname: "/admin", query: { q: `#${postId}` } }}
            prefetch={false}
            className={buttonClass("bare")}
          >
            {t("inPlace.all")}
          </Link>
        </div>
      </form>
    </details>
  );
}
