"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { shownParameter } from "@/components/image/shown-parameter";
import { CheckboxField } from "@/components/ui/field";
import type { GenerationMetadata } from "@/lib/metadata/metadata";
import { parametersOf, parameterTexts } from "@/lib/posts/parameter-text";
import { isCut } from "@/lib/posts/parameters";
import { promptLength } from "@/lib/posts/upload-limits";

interface FoundParametersProps {
  readonly metadata: GenerationMetadata;
  readonly disabled: boolean;
}

/** What was found in the chosen file: a tick for each thing that would be published, and what could not be read. */
export function FoundParameters({ metadata, disabled }: FoundParametersProps) {
  const t = useTranslations("metadata");
  const texts = parameterTexts(parametersOf(metadata));
  const warnings = [...new Set(metadata.warnings.map((code) => t(`warnings.${code}`)))];
  if (isCut(metadata.prompt)) warnings.push(t("promptCut", { maximum: promptLength }));
  const isEmpty = texts.length === 0 && !metadata.workflow;
  if (isEmpty && warnings.length === 0) return null;
  return (
    <div className="flex flex-col gap-4">
      {!isEmpty && (
        <fieldset disabled={disabled} className="flex flex-col gap-3">
          <legend className="text-sm font-semibold">{t("found")}</legend>
          <p className="mt-1 text-sm text-muted">{t("foundHint")}</p>
          <div className="divide-y divide-line rounded-card bg-sunken px-4">
            {texts.map(([field, text]) => (
              <Tick key={field + text} field={field} name={t(`fields.${field}`)}>
                {shownParameter(field, text, t)}
              </Tick>
            ))}
            {metadata.workflow && (
              <Tick field="workflow" name={t("fields.workflow")}>
                {t("workflowHint")}
              </Tick>
            )}
          </div>
        </fieldset>
      )}
      {warnings.length > 0 && (
        <div role="status" className="text-sm text-muted">
          <p>{t("leftOut")}</p>
          <ul className="mt-1 list-disc pl-5">
            {warnings.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Tick({ field, name, children }: { field: string; name: string; children: string }) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex min-h-11 cursor-pointer items-start gap-3 py-2.5 text-sm">
      <input
        id={id}
        type="checkbox"
        name="publish"
        value={field}
        defaultChecked
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span className="w-24 shrink-0 text-muted">{name}</span>
      <span className="line-clamp-3 min-w-0 break-words">{children}</span>
    </label>
  );
}

/** Without a script nothing can be read before it is sent, so there is one tick for all. */
export function PublishWithoutScript() {
  const t = useTranslations("metadata");
  return (
    <noscript>
      <input type="hidden" name="publish" value="" />
      <CheckboxField label={t("all")} hint={t("allHint")} name="publish" value="all" defaultChecked />
    </noscript>
  );
}
