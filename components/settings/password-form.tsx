"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { ProviderLinks } from "@/components/account/other-ways";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useRefusal } from "@/components/ui/use-refusal";
import type { OauthProvider } from "@/lib/env/oauth";
import type { FormState } from "@/lib/operation/form-state";
import { changePassword } from "@/lib/users/actions";
import type { SignedIn } from "@/lib/users/schema";

/** Was the form left lying until the sign-in was no longer recent? */
const wasTooLong = (state: FormState<SignedIn>) => state.status === "refused" && state.code === "SIGN_IN_AGAIN";

/**
 * A new password; asks for the present one where there is one. A first one is set by whoever has just signed in; `again` are
 * the ways to do so, for those who have not. `answer` is what the form sent without JavaScript was answered.
 */
export function PasswordForm({
  handle,
  hasPassword,
  isRecent,
  again,
  answer,
}: {
  handle: string;
  hasPassword: boolean;
  isRecent: boolean;
  again: readonly OauthProvider[];
  answer: FormState<SignedIn>;
}) {
  const t = useTranslations("settings.password");
  const account = useTranslations("account.signUp");
  const [state, submit, isPending] = useActionState(changePassword, answer);
  const { formRef, message, error } = useRefusal(state);
  if (!hasPassword && state.status !== "done" && (!isRecent || wasTooLong(state)))
    return (
      <div className="flex flex-col items-start gap-4">
        <Notice>{t(again.length > 0 ? "again" : "againPlain")}</Notice>
        <ProviderLinks providers={again} next="/settings#password" />
      </div>
    );
  return (
    <form ref={formRef} action={submit} noValidate className="flex flex-col gap-6">
      {message && <Notice tone="error">{message}</Notice>}
      {state.status === "done" && <Notice>{t("saved")}</Notice>}
      {/* For password managers, which must know whose password it is. */}
      <input type="text" value={handle} readOnly autoComplete="username" hidden />
      {hasPassword && (
        <TextField
          label={t("current")}
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          error={error("currentPassword")}
          required
        />
      )}
      <TextField
        label={t("new")}
        hint={account("passwordHint")}
        name="password"
        type="password"
        autoComplete="new-password"
        error={error("password")}
        required
      />
      <Button type="submit" disabled={isPending} className="self-start">
        {t(hasPassword ? "change" : "set")}
      </Button>
    </form>
  );
}
