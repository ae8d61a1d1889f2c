"use client";

import { useLocale, useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useRefusal } from "@/components/ui/use-refusal";
import type { FormState } from "@/lib/operation/form-state";
import { signUp } from "@/lib/users/actions";
import type { SignedIn } from "@/lib/users/schema";

/** `next` is where to go afterwards; `answer` what a form sent without JavaScript was answered. */
export function SignUpForm({ next, answer }: { next: string; answer: FormState<SignedIn> }) {
  const t = useTranslations("account");
  const locale = useLocale();
  const [state, submit, isPending] = useActionState(signUp, answer);
  const { formRef, message, error, value } = useRefusal(state);
  return (
    <form ref={formRef} action={submit} noValidate className="flex flex-col gap-6">
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="locale" value={locale} />
      {message && <Notice tone="error">{message}</Notice>}
      <TextField
        label={t("handle")}
        hint={t("signUp.handleHint")}
        name="handle"
        defaultValue={value("handle")}
        error={error("handle")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={30}
        required
      />
      <TextField
        label={t("email")}
        hint={t("signUp.emailHint")}
        name="email"
        type="email"
        defaultValue={value("email")}
        error={error("email")}
        autoComplete="email"
        maxLength={254}
        required
      />
      <TextField
        label={t("password")}
        hint={t("signUp.passwordHint")}
        name="password"
        type="password"
        error={error("password")}
        autoComplete="new-password"
        maxLength={200}
        required
      />
      <Button type="submit" disabled={isPending}>
        {t("signUp.submit")}
      </Button>
    </form>
  );
}
