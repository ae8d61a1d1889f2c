"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useActionState, useRef } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useRefusal } from "@/components/ui/use-refusal";
import { quarantineVotes, restoreVotes } from "@/lib/integrity/actions";
import {
  changeRole,
  deactivateMember,
  hidePost,
  reactivateMember,
  resolveReport,
  restorePost,
} from "@/lib/moderation/actions";
import { maxReason } from "@/lib/moderation/schema";
import { type FormState, idleForm } from "@/lib/operation/form-state";

const acts = {
  hide: { action: hidePost, isReasonRequired: true, look: "danger", about: "post" },
  restore: { action: restorePost, isReasonRequired: false, look: "primary", about: "post" },
  deactivate: { action: deactivateMember, isReasonRequired: true, look: "danger", about: "member" },
  reactivate: { action: reactivateMember, isReasonRequired: false, look: "primary", about: "member" },
  resolve: { action: resolveReport, isReasonRequired: false, look: "primary", about: "report" },
  role: { action: changeRole, isReasonRequired: false, look: "primary", about: "member" },
  quarantine: { action: quarantineVotes, isReasonRequired: true, look: "danger", about: "votes" },
  restoreVotes: { action: restoreVotes, isReasonRequired: false, look: "primary", about: "votes" },
} as const;

/**
 * The button and the form are cells of the row's own grid: the button stays where it is, and the form opens below the
 * whole row. One form at a time is open in a row.
 */
const unfolding =
  "contents [&:not([open])::details-content]:hidden [&::details-content]:order-last [&::details-content]:col-span-full";
const cells = {
  post: "col-start-2 lg:col-start-4 lg:justify-self-end",
  report: "col-start-2 lg:col-start-3 lg:justify-self-end",
  member: "lg:justify-self-end",
  votes: "",
} as const;

const isAbout = (answer: FormState, id: number) => answer.status === "refused" && answer.values.id === String(id);

/**
 * One act on one row, which is a grid; folded away until it is wanted; works without JavaScript. After a refusal it stands open with
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
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (!details.current) return;
    details.current.open = false;
    details.current.querySelector("summary")?.focus();
  };
  return (
    <details ref={details} name={`${about}-${id}`} className={unfolding} open={state.status === "refused"}>
      <summary
        aria-label={t(`${act}.label`, { id: name, handle: name })}
        className={`list-none justify-self-start ${cells[about]} [&::-webkit-details-marker]:hidden ${buttonClass("quiet", "px-4!")}`}
      >
        {t(`${act}.open`)}
      </summary>
      <form ref={formRef} action={submit} noValidate className="flex max-w-xl flex-col gap-4 pt-2 pb-2">
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
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look={look} disabled={isPending}>
            {t(`${act}.submit`)}
          </Button>
          <Button look="bare" onClick={close} className="noscript:hidden">
            {t("cancel")}
          </Button>
        </div>
      </form>
    </details>
  );
}
