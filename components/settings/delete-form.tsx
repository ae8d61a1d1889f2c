"use client";

import { useLocale, useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useRefusal } from "@/components/ui/use-refusal";
import { deleteAccount } from "@/lib/account/actions";
import type { FormState } from "@/lib/operation/form-state";

/**
 * Deletes the account, after its owner has shown the password or typed the handle. `answer` is what the form sent without
 * JavaScript was answered.
 */
export function DeleteForm({
  handle,
  confirmBy,
  answer,
}: {
  handle: string;
  confirmBy: "password" | "handle";
  answer: FormState<{ id: number; postIds: number[] }>;
}) {
  const t = useTranslations("settings.deletion");
  const locale = useLocale();
  const [state, submit, isPending] = useActionState(deleteAccount, answer);
  const { formRef, message, error, value } = useRefusal(state);
  return (
    <details open={state.status === "refused"} className="group">
      <summary className="unfolds text-danger">{t("open")}</summary>
      <form ref={formRef} action={submit} noValidate className="mt-4 flex flex-col gap-6">
        <input type="hidden" name="locale" value={locale} />
        {message && <Notice tone="error">{message}</Notice>}
        {confirmBy === "password" ? (
          <TextField
            label={t("password")}
            name="password"
            type="password"
            autoComplete="current-password"
            error={error("password")}
            required
          />
        ) : (
          <TextField
            label={t("handle", { handle })}
            name="handle"
            defaultValue={value("handle")}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            error={error("handle")}
            required
          />
        )}
        <Button type="submit" look="danger" disabled={isPending} className="self-start">
          {t("submit")}
        </Button>
      </form>
    </details>
  );
}
