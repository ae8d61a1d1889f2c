"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useCallback, useEffect, useId, useRef, useState } from "react";
import { CheckboxField, TextAreaField, TextField } from "@/components/ui/field";
import type { GenerationMetadata } from "@/lib/metadata/metadata";
import { suggestAltText } from "@/lib/posts/alt-text";
import { fittingPrompt } from "@/lib/posts/parameters";
import { promptLength } from "@/lib/posts/upload-limits";

export type PostField = "prompt" | "modelName" | "altText";

interface PostFieldsProps {
  readonly post?: {
    readonly prompt: string;
    readonly modelName: string | null;
    readonly altText: string;
    readonly isTournamentOptIn: boolean;
  };
  readonly modelNames?: readonly string[];
  /** What a file says; fills what nobody has written into. */
  readonly suggestion?: Pick<GenerationMetadata, "prompt" | "model"> | null;
  readonly error: (field: PostField) => string | undefined;
  readonly onEdit?: (field: PostField) => void;
  readonly disabled?: boolean;
}

/** What an author says about an image; the same fields for a new post and for one that is edited. */
export function PostFields({ post, modelNames = [], suggestion, error, onEdit, disabled = false }: PostFieldsProps) {
  const t = useTranslations("upload");
  const listId = useId();
  const [length, setLength] = useState(countCharacters(post?.prompt ?? ""));
  const prompt = useRef<HTMLTextAreaElement>(null);
  const model = useRef<HTMLInputElement>(null);
  const altText = useRef<HTMLTextAreaElement>(null);
  const filled = useRef({ prompt: "", model: "", altText: suggestAltText(post?.prompt ?? "") });

  /** The suggestion follows the prompt until somebody writes words of their own. */
  const suggest = useCallback((promptText: string) => {
    const text = suggestAltText(promptText);
    fill(altText, { before: filled.current.altText, text });
    filled.current.altText = text;
  }, []);

  useEffect(() => {
    if (!suggestion) return;
    const said = { prompt: fittingPrompt(suggestion.prompt ?? ""), model: suggestion.model ?? "" };
    if (fill(prompt, { before: filled.current.prompt, text: said.prompt })) {
      setLength(countCharacters(said.prompt));
      suggest(said.prompt);
    }
    fill(model, { before: filled.current.model, text: said.model });
    Object.assign(filled.current, said);
  }, [suggestion, suggest]);

  return (
    <>
      <TextAreaField
        ref={prompt}
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
          suggest(target.value);
          onEdit?.("prompt");
        }}
      />
      <TextField
        ref={model}
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
      <TextAreaField
        ref={altText}
        label={t("altText.label")}
        name="altText"
        rows={3}
        defaultValue={post?.altText}
        readOnly={disabled}
        hint={t("altText.hint")}
        error={error("altText")}
        onChange={() => onEdit?.("altText")}
      />
      <CheckboxField
        label={t("optIn.label")}
        hint={t("optIn.hint")}
        name="isTournamentOptIn"
        defaultChecked={post?.isTournamentOptIn ?? false}
      />
    </>
  );
}

/** Fills a field that is empty, or still has what the file before filled in. What somebody wrote stays. */
function fill(
  field: RefObject<HTMLTextAreaElement | HTMLInputElement | null>,
  { before, text }: { before: string; text: string },
): boolean {
  const element = field.current;
  if (!element || (element.value !== "" && element.value !== before)) return false;
  element.value = text;
  return true;
}

/** As the server counts: without what surrounds the text, and an emoji is one. */
export function countCharacters(text: string): number {
  return [...text.trim()].length;
}
