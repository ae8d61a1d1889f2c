"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useRefusal } from "@/components/ui/use-refusal";
import type { FormState } from "@/lib/operation/form-state";
import { updateProfile } from "@/lib/users/actions";
import type { OwnProfile } from "@/lib/users/profile-schema";
import { maxBio } from "@/lib/users/profile-text";

/** What a member says about themselves. `answer` is what the form sent without JavaScript was answered. */
export function ProfileForm({ profile, answer }: { profile: OwnProfile; answer: FormState<OwnProfile> }) {
  const t = useTranslations("settings.profile");
  const [state, submit, isPending] = useActionState(updateProfile, answer);
  const { formRef, message, error, value } = useRefusal(state);
  const saved = state.status === "done" ? state.data : profile;
  return (
    <form ref={formRef} action={submit} noValidate className="flex flex-col gap-6">
      {message && <Notice tone="error">{message}</Notice>}
      {state.status === "done" && <Notice>{t("saved")}</Notice>}
      <TextAreaField
        label={t("bio")}
        hint={t("bioHint", { maximum: maxBio })}
        name="bio"
        rows={4}
        dir="auto"
        defaultValue={value("bio") ?? saved.bio}
        error={error("bio")}
      />
      <TextAreaField
        label={t("links")}
        hint={t("linksHint")}
        name="links"
        rows={3}
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={value("links") ?? saved.links.join("\n")}
        error={error("links")}
      />
      <Button type="submit" disabled={isPending} className="self-start">
        {t("save")}
      </Button>
    </form>
  );
}
