"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { localePath } from "@/lib/i18n/paths";
import type { Picture } from "@/lib/posts/schema";
import { Pair, stageClass } from "./pair";
import { SkipForm } from "./skip-form";
import { useVoteKeys } from "./use-vote-keys";
import { VotingFrame } from "./voting-frame";

/** A pair for somebody signed out. Choosing leads to the sign-in page, and from there back to the same pair and choice. */
export function SignedOutPair({ pictures, ticket }: { pictures: readonly [Picture, Picture]; ticket: string }) {
  const t = useTranslations("voting");
  const locale = useLocale();
  const form = useRef<HTMLFormElement>(null);
  const skip = useRef<HTMLFormElement>(null);
  useVoteKeys({
    choose: (side) => form.current?.requestSubmit(form.current.querySelector<HTMLElement>(`[data-side="${side}"]`)),
    skip: () => skip.current?.requestSubmit(),
  });
  const choiceOf = (picture: Picture) => ({
    name: "next",
    value: localePath(`/vote?pair=${ticket}&winner=${picture.id}`, locale),
  });
  return (
    <VotingFrame
      aside={<SkipForm ref={skip} avoid={pictures.map((picture) => picture.id).join("-")} />}
      caption={<p className="text-muted">{t("signedOut")}</p>}
    >
      <form ref={form} method="get" action={localePath("/sign-in", locale)} className={stageClass}>
        <Pair pictures={pictures} choiceOf={choiceOf} />
      </form>
    </VotingFrame>
  );
}
