"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useActionState, useCallback, useEffect, useReducer, useRef } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useRefusal } from "@/components/ui/use-refusal";
import { Link, useRouter } from "@/lib/i18n/navigation";
import type { FormState } from "@/lib/operation/form-state";
import { uploadPost } from "@/lib/posts/actions";
import { altTextLength } from "@/lib/posts/alt-text";
import type { CreatedPost } from "@/lib/posts/schema";
import { modelNameLength, promptLength } from "@/lib/posts/upload-limits";
import { DropZone } from "./drop-zone";
import { FoundParameters, PublishWithoutScript } from "./found-parameters";
import { NearDuplicate, NearDuplicateLink } from "./near-duplicate";
import { countCharacters, PostFields } from "./post-fields";
import { sendUpload } from "./send-upload";
import { UploadProgress } from "./upload-progress";
import { nextUploadState, type Posted, startEditing, startWithNote } from "./upload-state";
import { useFileMetadata } from "./use-file-metadata";
import { complaintAbout, useImageFile, usePastedFile } from "./use-image-file";
import { useSharedFile } from "./use-shared-file";

const wireNames = { prompt: "prompt", modelName: "modelName", altText: "altText" } as const;

interface UploadFormProps {
  /** To suggest while one types. */
  readonly modelNames: readonly string[];
  /** What a form sent without JavaScript was answered. */
  readonly answer: FormState<CreatedPost>;
  /** Another app has shared an image, and it did not arrive. */
  readonly isShareMissed?: boolean;
}

/** With JavaScript the form goes to the API, which tells its progress; without, it is a plain form. */
export function UploadForm({ modelNames, answer, isShareMissed = false }: UploadFormProps) {
  const t = useTranslations("upload");
  const tErrors = useTranslations("errors.fields");
  const locale = useLocale();
  const router = useRouter();
  const [plain, submitPlain] = useActionState(uploadPost, answer);
  const refusal = useRefusal(plain);
  const [state, dispatch] = useReducer(nextUploadState, isShareMissed ? startWithNote("shareMissed") : startEditing);
  const { chosen, choose } = useImageFile();
  const metadata = useFileMetadata(chosen?.file ?? null);
  const sending = useRef<AbortController>(null);
  const isBusy = state.phase !== "editing";
  const fields = state.phase === "editing" ? state.fields : {};

  const takeFile = useCallback(
    (file: File) => {
      // What is under way is posted as it was shown.
      if (isBusy) return;
      const complaint = complaintAbout(file);
      if (complaint) {
        const size = Math.ceil(file.size / 1024 / 1024);
        dispatch({ type: "refused", note: null, fields: { file: t(`file.${complaint}`, { size }) } });
        return;
      }
      dispatch({ type: "mended", field: "file" });
      choose(file);
    },
    [choose, isBusy, t],
  );
  usePastedFile(takeFile);
  useSharedFile(takeFile, () => dispatch({ type: "refused", note: { key: "shareMissed" }, fields: {} }));

  /** What would be refused anyway is said before the bytes travel. */
  function complaints(form: FormData, file: File | null): Record<string, string> {
    const prompt = countCharacters(String(form.get("prompt")));
    const modelName = countCharacters(String(form.get("modelName")));
    const altText = countCharacters(String(form.get("altText")));
    return {
      ...(!file && { file: t("file.required") }),
      ...(prompt === 0 && { prompt: tErrors("required") }),
      ...(prompt > promptLength && { prompt: tErrors("tooLong", { maximum: promptLength }) }),
      ...(modelName > modelNameLength && { modelName: tErrors("tooLong", { maximum: modelNameLength }) }),
      ...(altText > altTextLength && { altText: tErrors("tooLong", { maximum: altTextLength }) }),
    };
  }

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const element = event.currentTarget;
    const form = new FormData(element);
    const file = chosen?.file ?? fileOf(form);
    const found = complaints(form, file);
    if (!file || Object.keys(found).length > 0) {
      dispatch({ type: "refused", note: null, fields: found });
      focusFirstComplaint(element);
      return;
    }
    const body = new FormData();
    body.set("prompt", String(form.get("prompt")));
    body.set("model_name", String(form.get("modelName")));
    body.set("alt_text", String(form.get("altText")));
    body.set("is_tournament_opt_in", String(form.has("isTournamentOptIn")));
    // Only what was shown can be chosen from: what was not read here, or not yet, is not published.
    body.set("publish", metadata ? form.getAll("publish").join(",") : "");
    body.set("file", file);
    sending.current = new AbortController();
    dispatch({ type: "started" });
    const answer = await sendUpload(body, {
      locale,
      signal: sending.current.signal,
      onProgress: (sent) => dispatch({ type: "progressed", sent }),
    });
    if (answer.status === "posted") {
      const { id, twin } = answer;
      dispatch({ type: "finished", posted: twin ? { id, twin } : undefined });
      if (!twin) router.push(`/images/${id}`);
      // The gallery that this browser remembers does not have it yet.
      router.refresh();
    } else if (answer.status === "refused") {
      const isAboutFields = Object.keys(answer.fields).length > 0;
      const note = isAboutFields ? null : { text: answer.text, mustSignIn: answer.mustSignIn, twin: answer.twin };
      dispatch({ type: "refused", note, fields: answer.fields });
      if (isAboutFields) focusFirstComplaint(element);
    } else dispatch({ type: "refused", note: { key: answer.status }, fields: {} });
  }

  const note = state.phase === "editing" ? state.note : null;
  return (
    <form
      ref={refusal.formRef}
      action={submitPlain}
      onSubmit={send}
      noValidate
      className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem]"
    >
      <input type="hidden" name="locale" value={locale} />
      <DropZone
        chosen={chosen}
        error={fields.file ?? (refusal.error("file") && t("file.required"))}
        disabled={isBusy}
        onFile={takeFile}
      />
      <div className="flex flex-col gap-6">
        {refusal.message && (
          <Notice tone="error">
            {refusal.message}
            <NearDuplicate of={plain} />
          </Notice>
        )}
        {note && (
          <Notice tone={"key" in note && note.key === "cancelled" ? "plain" : "error"}>
            {"key" in note ? t(note.key) : note.text}
            {"text" in note && note.twin && <NearDuplicateLink picture={note.twin} />}
            {"text" in note && note.mustSignIn && (
              <Link href="/sign-in" target="_blank" className="mt-1 block font-semibold underline">
                {t("signInAgain")}
              </Link>
            )}
          </Notice>
        )}
        <PostFields
          modelNames={modelNames}
          suggestion={metadata}
          error={(field) => fields[wireNames[field]] ?? refusal.error(field)}
          onEdit={(field) => dispatch({ type: "mended", field: wireNames[field] })}
          disabled={isBusy}
          {...(plain.status === "refused" && {
            post: {
              prompt: plain.values.prompt ?? "",
              modelName: plain.values.modelName ?? "",
              altText: plain.values.altText ?? "",
              isTournamentOptIn: plain.values.isTournamentOptIn === "on",
            },
          })}
        />
        {metadata && <FoundParameters metadata={metadata} disabled={isBusy} />}
        <PublishWithoutScript />
        {state.phase === "done" && state.posted ? (
          <PostedTwice posted={state.posted} />
        ) : isBusy ? (
          <UploadProgress state={state} onCancel={() => sending.current?.abort()} />
        ) : (
          <Button type="submit">{t("submit")}</Button>
        )}
      </div>
    </form>
  );
}

/** Said of a new post that looks like an older one, before one goes on to it. */
function PostedTwice({ posted: { id, twin } }: { posted: Posted }) {
  const t = useTranslations("upload.nearDuplicate");
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus(), []);
  return (
    <div className="flex flex-col gap-4">
      <Notice>
        {t("posted")}
        <NearDuplicateLink picture={twin} />
      </Notice>
      <Link ref={link} href={`/images/${id}`} className={buttonClass()}>
        {t("toOwn")}
      </Link>
    </div>
  );
}

/** A file that was chosen before this script was there to see it. */
function fileOf(form: FormData): File | null {
  const file = form.get("file");
  return file instanceof File && file.size > 0 ? file : null;
}

/** After the complaints are drawn. */
function focusFirstComplaint(form: HTMLFormElement) {
  setTimeout(() => form.querySelector<HTMLElement>("[aria-invalid='true']")?.focus());
}
