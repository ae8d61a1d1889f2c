"use client";

import { useLocale, useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useRefusal } from "@/components/ui/use-refusal";
import type { FormState } from "@/lib/operation/form-state";
import { signOutEverywhere } from "@/lib/users/actions";

/** Ends every session of the account, here too. `answer` is what the form sent without JavaScript was answered. */
export function SignOutForm({ answer }: { answer: FormState<void> }) {
  const t = useTranslations("settings.sessions");
  const locale = useLocale();
  const [state, submit, isPending] = useActionState(signOutEverywhere, answer);
  const { formRef, message } = useRefusal(state);
  return (
    <form ref={formRef} action={submit} className="flex flex-col gap-6">
      <input type="hidden" name="locale" value={locale} />
      {message && <Notice tone="error">{message}</Notice>}
      <CheckboxField name="tokens" label={t("tokens")} hint={t("tokensHint")} />
      <Button type="submit" look="quiet" disabled={isPending} className="self-start">
        {t("submit")}
      </Button>
    </form>
  );
}
