"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FormEventHandler, Ref } from "react";
import { Button } from "@/components/ui/button";
import { localePath } from "@/lib/i18n/paths";

/** Passes a pair over: the server draws another one for the page, unless `onSkip` has a better way. */
export function SkipForm({
  ref,
  avoid,
  onSkip,
}: {
  ref?: Ref<HTMLFormElement>;
  /** The name of the pair that is passed over. */
  avoid: string;
  onSkip?: FormEventHandler<HTMLFormElement>;
}) {
  const t = useTranslations("voting");
  return (
    <form ref={ref} method="get" action={localePath("/vote", useLocale())} onSubmit={onSkip}>
      <input type="hidden" name="avoid" value={avoid} />
      <Button type="submit" look="quiet">
        {t("skip")}
      </Button>
    </form>
  );
}
