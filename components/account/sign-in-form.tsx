"use client";

import { useLocale, useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useRefusal } from "@/components/ui/use-refusal";
import type { FormState } from "@/lib/operation/form-state";
import { signIn } from "@/lib/users/actions";
import type { SignedIn } from "@/lib/users/schema";

/**
 * `next` is where to go afterwards; `answer` what a form sent without JavaScript was answered. An account elsewhere has
 * no email here that it could be found by.
 */
export function SignInForm({
  next,
  answer,
  isElsewhere = false,
}: {
  next: string;
  answer: FormState<SignedIn>;
  isElsewhere?: boolean;
}) {
  const t = useTranslations("account");
  const locale = useLocale();
  const [state, submit, isPending] = useActionState(signIn, answer);
  const { formRef, message, error, value } = useRefusal(state);
  return (
    <form ref={formRef} action={submit} noValidate className="flex flex-col gap-6">
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="locale" value={locale} />
      {message && <Notice tone="error">{message}</Notice>}
      <TextField
        label={t(isElsewhere ? "elsewhere.name" : "name")}
        name="name"
        defaultValue={value("name")}
        error={error("name")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <TextField
        label={t("password")}
        name="password"
        type="password"
        error={error("password")}
        autoComplete="current-password"
        required
      />
      <Button type="submit" disabled={isPending}>
        {t("signIn.submit")}
      </Button>
    </form>
  );
}
