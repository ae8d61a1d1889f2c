"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { shownParameter } from "@/components/image/shown-parameter";
import { parameterTexts } from "@/lib/posts/parameter-text";
import { type PostParameters, type WithdrawableField, withdrawableFields } from "@/lib/posts/parameters";
import { ParameterTick } from "./parameter-tick";

/** What is shown of how a post was made, each with a tick; what has none any more is sent as `withdraw`. */
export function PublishedParameters({ parameters, withdrawn }: { parameters: PostParameters; withdrawn: string }) {
  const t = useTranslations("metadata");
  const [off, setOff] = useState<ReadonlySet<string>>(new Set(withdrawn.split(",")));
  const known = new Map<string, string>(parameterTexts(parameters));
  if (parameters.workflowUrl) known.set("workflow", t("workflowHint"));
  const shown = withdrawableFields.filter((field) => known.has(field));
  if (shown.length === 0) return null;
  const toggle = (field: WithdrawableField) => {
    const next = new Set(off);
    if (!next.delete(field)) next.add(field);
    setOff(next);
  };
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="text-sm font-semibold">{t("published")}</legend>
      <p className="mt-1 text-sm text-muted">{t("publishedHint")}</p>
      <input type="hidden" name="withdraw" value={shown.filter((field) => off.has(field)).join(",")} />
      <div className="divide-y divide-line rounded-card bg-sunken px-4">
        {shown.map((field) => (
          <ParameterTick
            key={field}
            label={t(`fields.${field}`)}
            checked={!off.has(field)}
            onChange={() => toggle(field)}
          >
            {shownParameter(field, known.get(field) ?? "", t)}
          </ParameterTick>
        ))}
      </div>
    </fieldset>
  );
}
