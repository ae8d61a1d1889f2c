"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { CheckboxField, TextAreaField, TextField } from "@/components/ui/field";
import { promptLength } from "@/lib/posts/upload-limits";

interface PostFieldsProps {
  readonly post?: { readonly prompt: string; readonly modelName: string | null; readonly isTournamentOptIn: boolean };
  readonly modelNames?: readonly string[];
  readonly error: (field: "prompt" | "modelName") => string | undefined;
  readonly onEdit?: (field: "prompt" | "modelName") => void;
  readonly disabled?: boolean;
}

/** What an author says about an image; the same fields for a new post and for one that is edited. */
export function PostFields({ post, modelNames = [], error, onEdit, disabled = false }: PostFieldsProps) {
  const t = useTranslations("upload");
  const listId = useId();
  const [length, setLength] = useState(countCharacters(post?.prompt ?? ""));
  return (
    <>
      <TextAreaField
        label={t("prompt.label")}
        name="prompt"
        rows={6}
        defaultValue={post?.prompt}
        placeholder={t("prompt.placeholder")}
        readOnly={disabled}
        error={error("prompt")}
        hint={
          <span className={`tabular-nums ${length > promptLength ? "text-danger" : ""}`}>
            {t("prompt.count", { count: length, maximum: promptLength })}
          </span>
        }
        onChange={({ target }) => {
          setLength(countCharacters(target.value));
          onEdit?.("prompt");
        }}
      />
      <TextField
        label={t("model.label")}
        name="modelName"
        list={listId}
        autoComplete="off"
        defaultValue={post?.modelName ?? ""}
        readOnly={disabled}
        hint={t("model.hint")}
        error={error("modelName")}
        onChange={() => onEdit?.("modelName")}
      />
      <datalist id={listId}>
        {modelNames.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <CheckboxField
        label={t("optIn.label")}
        hint={t("optIn.hint")}
        name="isTournamentOptIn"
        defaultChecked={post?.isTournamentOptIn ?? false}
      />
    </>
  );
}

/** As the server counts: without what surrounds the text, and an emoji is one. */
export function countCharacters(text: string): number {
  return [...text.trim()].length;
}
