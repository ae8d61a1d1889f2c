"use client";

import { useTranslations } from "next-intl";
import { useActionState, useEffect, useId } from "react";
import { Avatar } from "@/components/account/avatar";
import { useViewer } from "@/components/account/viewer-provider";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useRefusal } from "@/components/ui/use-refusal";
import type { FormState } from "@/lib/operation/form-state";
import { acceptedTypes } from "@/lib/posts/upload-limits";
import { removeAvatar, setAvatar } from "@/lib/users/actions";
import type { OwnProfile } from "@/lib/users/profile-schema";

/** A member's face: uploaded, or drawn from the handle. `answers` are what the forms sent without JavaScript were answered. */
export function AvatarForm({
  profile: { handle, avatar },
  answers,
}: {
  profile: OwnProfile;
  answers: { set: FormState<OwnProfile>; remove: FormState<void> };
}) {
  const t = useTranslations("settings.avatar");
  const id = useId();
  const { refresh } = useViewer();
  const [setState, submit, isSending] = useActionState(setAvatar, answers.set);
  const [removeState, submitRemoval, isRemoving] = useActionState(removeAvatar, answers.remove);
  const sending = useRefusal(setState);
  const removing = useRefusal(removeState);
  const message = sending.message ?? removing.message;
  const fileError = sending.error("file");
  // The header shows it too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is the reason to ask again
  useEffect(() => refresh(), [refresh, setState, removeState]);
  return (
    <div className="flex flex-col gap-4">
      {message && <Notice tone="error">{message}</Notice>}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
        <Avatar handle={handle} variants={avatar} size={80} />
        <form ref={sending.formRef} action={submit} className="flex min-w-0 flex-1 flex-wrap items-center gap-3">
          <label htmlFor={id} className="sr-only">
            {t("file")}
          </label>
          <input
            id={id}
            type="file"
            name="file"
            accept={acceptedTypes}
            required
            aria-invalid={Boolean(fileError)}
            aria-describedby={fileError ? `${id}-error` : undefined}
            className="max-w-full min-w-0 text-sm text-muted file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-full file:border file:border-line file:bg-surface file:px-5 file:text-sm file:font-semibold file:text-ink"
          />
          <Button type="submit" disabled={isSending}>
            {t("upload")}
          </Button>
        </form>
        {avatar.length > 0 && (
          <form ref={removing.formRef} action={submitRemoval}>
            <Button type="submit" look="quiet" disabled={isRemoving}>
              {t("remove")}
            </Button>
          </form>
        )}
      </div>
      {fileError && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {fileError}
        </p>
      )}
      <p className="text-sm text-muted">{t("hint")}</p>
    </div>
  );
}
