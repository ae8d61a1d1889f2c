"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useActionState, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useRefusal } from "@/components/ui/use-refusal";
import { type FormState, idleForm } from "@/lib/operation/form-state";
import { editPost, removePost } from "@/lib/posts/actions";
import type { PostDetail, PostSummary } from "@/lib/posts/schema";
import { NearDuplicate } from "./near-duplicate";
import { PostFields } from "./post-fields";
import { PublishedParameters } from "./published-parameters";

type Words = Pick<PostSummary, "prompt" | "modelName" | "altText" | "isTournamentOptIn">;
export type OwnPost = Words & Pick<PostDetail, "id" | "parameters">;

/** The owner's tools beside an image: edit what is said about it, or delete it after a second question. */
export function EditPost({ post }: { post: OwnPost }) {
  return (
    <div className="flex gap-3">
      <EditDialog post={post} />
      <DeleteDialog post={post} />
    </div>
  );
}

function EditDialog({ post }: { post: OwnPost }) {
  const t = useTranslations("upload.edit");
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, submit, isPending] = useActionState(editPost, idleForm);
  const { formRef, message, error } = useRefusal(state);
  // Words that were typed are kept when the dialog closes. A tick that was taken away is not: what it stands for would be deleted.
  const [closed, setClosed] = useState({ times: 0, state });

  useEffect(() => {
    if (state.status === "done") dialog.current?.close();
  }, [state]);

  const shown = shownPost(post, state);
  const withdrawn = state.status === "refused" && state !== closed.state ? (state.values.withdraw ?? "") : "";
  return (
    <Dialog
      dialogRef={dialog}
      opener={t("open")}
      title={t("title")}
      onClose={() => setClosed({ times: closed.times + 1, state })}
    >
      {/* Anew with each answer, so that the fields start from what was typed, or saved. */}
      <form
        key={JSON.stringify([shown, post.parameters])}
        ref={formRef}
        action={submit}
        noValidate
        className="flex flex-col gap-6"
      >
        <input type="hidden" name="id" value={post.id} />
        {/* A box without a tick is not sent at all; all that may change must be. */}
        <input type="hidden" name="isTournamentOptIn" value="" />
        {message && (
          <Notice tone="error">
            {message}
            <NearDuplicate of={state} />
          </Notice>
        )}
        <PostFields post={shown} error={error} />
        <PublishedParameters key={`${closed.times} ${withdrawn}`} parameters={post.parameters} withdrawn={withdrawn} />
        <Choice close={t("close")} onClose={() => dialog.current?.close()}>
          <Button type="submit" disabled={isPending}>
            {t("submit")}
          </Button>
        </Choice>
      </form>
    </Dialog>
  );
}

/** What the fields start from: after a refusal what was typed, after a success what was saved. */
function shownPost(post: OwnPost, state: FormState<PostSummary>): Words {
  if (state.status === "done") return state.data;
  if (state.status === "idle") return post;
  return {
    prompt: state.values.prompt ?? "",
    modelName: state.values.modelName ?? "",
    altText: state.values.altText ?? "",
    isTournamentOptIn: state.values.isTournamentOptIn === "on",
  };
}

function DeleteDialog({ post }: { post: OwnPost }) {
  const t = useTranslations("upload.delete");
  const locale = useLocale();
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, submit, isPending] = useActionState(removePost, idleForm);
  const { message } = useRefusal(state);
  return (
    <Dialog dialogRef={dialog} opener={t("open")} title={t("title")}>
      <form action={submit} className="flex flex-col gap-6">
        <input type="hidden" name="id" value={post.id} />
        <input type="hidden" name="locale" value={locale} />
        <p className="text-muted">{t("text")}</p>
        {message && <Notice tone="error">{message}</Notice>}
        <Choice close={t("close")} onClose={() => dialog.current?.close()}>
          <Button type="submit" look="danger" disabled={isPending}>
            {t("submit")}
          </Button>
        </Choice>
      </form>
    </Dialog>
  );
}

function Choice({ close, onClose, children }: { close: string; onClose: () => void; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-end gap-3">
      <Button look="quiet" onClick={onClose}>
        {close}
      </Button>
      {children}
    </div>
  );
}

interface DialogProps {
  readonly dialogRef: RefObject<HTMLDialogElement | null>;
  readonly opener: string;
  readonly title: string;
  readonly onClose?: () => void;
  readonly children: ReactNode;
}

/** The browser's own modal dialog with the button that opens it: it keeps the focus inside and gives it back. */
function Dialog({ dialogRef, opener, title, onClose, children }: DialogProps) {
  const id = useId();
  return (
    <>
      <Button look="quiet" onClick={() => dialogRef.current?.showModal()}>
        {opener}
      </Button>
      <dialog
        ref={dialogRef}
        aria-labelledby={id}
        onClose={onClose}
        className="m-auto max-h-[90dvh] w-[min(32rem,calc(100vw-2rem))] rounded-card border border-line bg-paper p-6 text-ink backdrop:bg-black/50"
      >
        <h2 id={id} className="mb-4 text-xl font-bold tracking-tight">
          {title}
        </h2>
        {children}
      </dialog>
    </>
  );
}
