"use client";

import { useTranslations } from "next-intl";
import { shownParameter } from "@/components/image/shown-parameter";
import { CheckboxField } from "@/components/ui/field";
import type { GenerationMetadata } from "@/lib/metadata/metadata";
import { parametersOf, parameterTexts } from "@/lib/posts/parameter-text";
import { isCut } from "@/lib/posts/parameters";
import { promptLength } from "@/lib/posts/upload-limits";
import { ParameterTick } from "./parameter-tick";

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
              <ParameterTick
                key={field + text}
                name="publish"
                value={field}
                defaultChecked
                label={t(`fields.${field}`)}
              >
                {shownParameter(field, text, t)}
              </ParameterTick>
            ))}
            {metadata.workflow && (
              <ParameterTick name="publish" value="workflow" defaultChecked label={t("fields.workflow")}>
                {t("workflowHint")}
              </ParameterTick>
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
