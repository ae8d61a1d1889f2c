"use client";

import { useLocale, useTranslations } from "next-intl";
import { useActionState } from "react";
import { CopyButton } from "@/components/image/copy-button";
import { Button } from "@/components/ui/button";
import { SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useRefusal } from "@/components/ui/use-refusal";
import { createPersonalToken } from "@/lib/access-tokens/actions";
import { type CreatedToken, maxTokenName, tokenLifetimes, tokenScopes } from "@/lib/access-tokens/schema";
import type { FormState } from "@/lib/operation/form-state";

/** Makes a token and shows it, this once. `answer` is what the form sent without JavaScript was answered. */
export function CreateTokenForm({ answer }: { answer: FormState<CreatedToken> }) {
  const t = useTranslations("settings.tokens");
  const locale = useLocale();
  const [state, submit, isPending] = useActionState(createPersonalToken, answer);
  const { formRef, message, error, value } = useRefusal(state);
  return (
    <div className="flex flex-col gap-6">
      {state.status === "done" && (
        <div className="flex flex-col gap-4">
          <Notice>{t("created", { name: state.data.name })}</Notice>
          <TextAreaField
            label={t("secret")}
            value={state.data.secret}
            readOnly
            rows={1}
            autoComplete="off"
            spellCheck={false}
            className="field-sizing-content resize-none font-mono text-sm break-all"
            onFocus={(event) => event.currentTarget.select()}
          />
          <span className="needs-script -mt-2 -ml-3 self-start">
            <CopyButton text={state.data.secret} label={t("copy")} />
          </span>
        </div>
      )}
      <form ref={formRef} action={submit} noValidate className="flex flex-col gap-6">
        <input type="hidden" name="locale" value={locale} />
        {message && <Notice tone="error">{message}</Notice>}
        <TextField
          label={t("name")}
          hint={t("nameHint")}
          name="name"
          defaultValue={value("name")}
          error={error("name")}
          autoComplete="off"
          maxLength={maxTokenName}
          required
        />
        <div className="grid gap-6 sm:grid-cols-2">
          <SelectField label={t("scope")} name="scope" defaultValue={value("scope")} error={error("scope")}>
            {tokenScopes.map((scope) => (
              <option key={scope} value={scope}>
                {t(`scopes.${scope}`)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t("lifetime")}
            name="lifetime"
            defaultValue={value("lifetime") ?? "90"}
            error={error("lifetime")}
          >
            {tokenLifetimes.map((lifetime) => (
              <option key={lifetime} value={lifetime}>
                {t(`lifetimes.${lifetime}`)}
              </option>
            ))}
          </SelectField>
        </div>
        <Button type="submit" disabled={isPending} className="self-start">
          {t("create")}
        </Button>
      </form>
    </div>
  );
}
