"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { copyText } from "./copy-text";

/** Opens the system's own way to share this page. True when that is all: it is shared, or the reader thought better of it. */
async function shareBySystem(data: ShareData): Promise<boolean> {
  if (typeof navigator.share !== "function") return false;
  try {
    await navigator.share(data);
    return true;
  } catch (error) {
    return (error as DOMException).name === "AbortError";
  }
}

/** Shares this page by what the system offers; where that does not work, copies its address. */
export function ShareButton({ title }: { title: string }) {
  const t = useTranslations("gallery.share");
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 2_500);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function share() {
    const url = location.origin + location.pathname;
    if (await shareBySystem({ title, url })) return;
    setOutcome((await copyText(url)) ? "copied" : "failed");
  }

  return (
    <>
      <button type="button" onClick={share} className={buttonClass("quiet")}>
        {outcome ? t(outcome) : t("share")}
      </button>
      <span role="status" className="sr-only">
        {outcome && t(outcome)}
      </span>
    </>
  );
}
