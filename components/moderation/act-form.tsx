"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useRefusal } from "@/components/ui/use-refusal";
import { changeRole, deactivateMember, hidePost, reactivateMember, restorePost } from "@/lib/moderation/actions";
import { maxReason } from "@/lib/moderation/schema";
import { type FormState, idleForm } from "@/lib/operation/form-state";

const acts = {
  hide: { action: hidePost, isReasonRequired: true, look: "danger", about: "post" },
  restore: { action: restorePost, isReasonRequired: false, look: "primary", about: "post" },
  deactivate: { action: deactivateMember, isReasonRequired: true, look: "danger", about: "member" },
  reactivate: { action: reactivateMember, isReasonRequired: false, look: "primary", about: "member" },
  role: { action: changeRole, isReasonRequired: false, look: "primary", about: "member" },
} as const;

const isAbout = (answer: FormState, id: number) => answer.status === "refused" && answer.values.id === String(id);

/**
 * One act on one row, folded away until it is wanted; works without JavaScript. After a refusal it stands open with
 * what was typed; after a success the list at `back` says what was done.
 */
export function ActForm({
  act,
  id,
  name,
  back,
  answer,
  children,
}: {
  act: keyof typeof acts;
  id: number;
  /** What the act is about, for screen readers: a number or a handle. */
  name: string;
  /** The address of the list, without language. */
  back: string;
  /** What this act was answered when it was sent without JavaScript; whichever row it was about. */
  answer: FormState;
  /** Fields beside the reason. */
  children?: ReactNode;
}) {
  const t = useTranslations("moderation");
  const locale = useLocale();
  const { action, isReasonRequired, look, about } = acts[act];
  const [state, submit, isPending] = useActionState(action, isAbout(answer, id) ? answer : idleForm);
  const { formRef, message, error, value } = useRefusal(state);
  return (
    <details className="open:grow" open={state.status === "refused"}>
      <summary
        aria-label={t(`${act}.label`, { id: name, handle: name })}
        className={`list-none [&::-webkit-details-marker]:hidden ${buttonClass("quiet", "px-4!")}`}
      >
        {t(`${act}.open`)}
      </summary>
      <form ref={formRef} action={submit} noValidate className="mt-3 flex max-w-xl flex-col gap-4 pb-2">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="locale" value={locale} />
        {message && <Notice tone="error">{message}</Notice>}
        {children}
        <TextAreaField
          label={t(isReasonRequired ? "reason.required" : "reason.optional")}
          hint={t(`reason.${about}Hint`)}
          name="reason"
          rows={2}
          maxLength={maxReason}
          required={isReasonRequired}
          defaultValue={value("reason")}
          error={error("reason")}
        />
        <Button type="submit" look={look} disabled={isPending} className="self-start">
          {t(`${act}.submit`)}
        </Button>
      </form>
    </details>
  );
}
