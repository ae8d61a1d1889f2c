"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { copyText } from "./copy-text";
import { CopyIcon } from "./icons";

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, where several stand together; then a sign stands for the word. */
  readonly name?: string;
  /** Other words on the button than "Copy". */
  readonly label?: string;
}

/** Copies a text and says so, on the screen and to screen readers. */
export function CopyButton({ text, name, label }: CopyButtonProps) {
  const t = useTranslations("gallery.image");
  const [outcome, setOutcome] = useState<"copied" | "copyFailed" | null>(null);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 2_500);
    return () => clearTimeout(timer);
  }, [outcome]);

  return (
    <>
      <button
        type="button"
        aria-label={name && t("copyNamed", { name })}
        className={`inline-flex min-h-11 items-center justify-center rounded-full text-sm font-semibold text-muted hover:text-ink ${name ? "-my-3 min-w-11" : "-my-2 px-3"}`}
        onClick={async (event) => {
          const button = event.currentTarget;
          setOutcome((await copyText(text)) ? "copied" : "copyFailed");
          button.focus();
        }}
      >
        {name ? <CopyIcon isDone={outcome === "copied"} /> : outcome ? t(outcome) : (label ?? t("copy"))}
      </button>
      <span role="status" className="sr-only">
        {outcome && t(outcome)}
      </span>
    </>
  );
}
