"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef } from "react";
import { waitValues } from "@/lib/errors/wait";
import type { FormState } from "@/lib/operation/form-state";

interface Refusal {
  /** For the form: puts the cursor where something is to be mended. */
  readonly formRef: RefObject<HTMLFormElement | null>;
  /** What went wrong as a whole, or undefined when the fields say it all. */
  readonly message: string | undefined;
  /** What is wrong with one field. */
  readonly error: (field: string) => string | undefined;
  /** What was typed before the refusal. */
  readonly value: (field: string) => string | undefined;
}

/** A refused form in the reader's words. After a refusal the first field that needs mending has the focus. */
export function useRefusal(state: FormState): Refusal {
  // The codes are data here; a test checks that the catalogue has words for each.
  const t = useTranslations("errors") as unknown as (key: string, values?: Record<string, string | number>) => string;
  const formRef = useRef<HTMLFormElement>(null);
  const refused = state.status === "refused" ? state : undefined;

  useEffect(() => {
    if (!refused) return;
    const form = formRef.current;
    const field =
      form?.querySelector<HTMLElement>("[aria-invalid='true']") ??
      form?.querySelector<HTMLElement>("[type='password']");
    field?.focus();
  }, [refused]);

  const hasFields = Object.keys(refused?.fields ?? {}).length > 0;
  return {
    formRef,
    message:
      refused && !(hasFields && isAboutFields(refused.code))
        ? t(`codes.${refused.code}`, waitValues(refused.retryAfter))
        : undefined,
    error: (field) => {
      const complaint = refused?.fields[field];
      return complaint && t(`fields.${complaint.code}`, { ...complaint.values });
    },
    value: (field) => refused?.values[field],
  };
}

const isAboutFields = (code: string) => code === "VALIDATION_FAILED" || code === "HANDLE_TAKEN";
