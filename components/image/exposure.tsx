"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

interface Exposure {
  readonly matches: number;
  readonly promised: number;
  readonly is_open: boolean;
}

/** Tells the owner how many of the matches it was promised the image has had. Shows nothing while that is not known. */
export function Exposure({ postId }: { postId: number }) {
  const t = useTranslations("upload.exposure");
  const exposure = useExposure(postId);
  if (!exposure) return null;
  const { matches, promised, is_open: isOpen } = exposure;
  if (!isOpen) return <Told count={t("over", { matches })} text={t("overText")} />;
  return (
    <Told count={t(matches < promised ? "open" : "done", { matches, promised })} text={t("openText", { promised })}>
      <progress className="h-1 w-full accent-accent" max={promised} value={Math.min(matches, promised)} aria-hidden />
    </Told>
  );
}

function Told({ count, text, children }: { count: string; text: string; children?: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p className="font-medium">{count}</p>
      {children}
      <p className="text-muted">{text}</p>
    </div>
  );
}

function useExposure(postId: number): Exposure | null {
  const [exposure, setExposure] = useState<Exposure | null>(null);
  useEffect(() => {
    const left = new AbortController();
    fetch(`/api/v1/images/${postId}/exposure`, { signal: left.signal, headers: { Accept: "application/json" } })
      .then(async (response) => {
        if (response.ok) setExposure((await response.json()) as Exposure);
      })
      // Without an answer there is nothing to tell.
      .catch(() => {});
    return () => left.abort();
  }, [postId]);
  return exposure;
}
