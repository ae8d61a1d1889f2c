"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useRefusal } from "@/components/ui/use-refusal";
import { revokePersonalToken } from "@/lib/access-tokens/actions";
import { type FormState, idleForm } from "@/lib/operation/form-state";

const isAbout = (answer: FormState, id: number) => answer.status === "refused" && answer.values.id === String(id);

/** Ends one token at once. `answer` is what such a form was answered without JavaScript, whichever token it was about. */
export function RevokeTokenForm({ id, name, answer }: { id: number; name: string; answer: FormState<{ id: number }> }) {
  const t = useTranslations("settings.tokens");
  const [state, submit, isPending] = useActionState(revokePersonalToken, isAbout(answer, id) ? answer : idleForm);
  const { formRef, message } = useRefusal(state);
  return (
    <form ref={formRef} action={submit} className="flex flex-col gap-2">
      <input type="hidden" name="id" value={id} />
      {message && <Notice tone="error">{message}</Notice>}
      <Button type="submit" look="danger" disabled={isPending} aria-label={t("revokeLabel", { name })}>
        {t("revoke")}
      </Button>
    </form>
  );
}
