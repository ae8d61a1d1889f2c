"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { UploadState } from "./upload-state";

/** How far an upload is, and the way out of it. Steps of ten are read out, not every percent. */
export function UploadProgress({ state, onCancel }: { state: UploadState; onCancel: () => void }) {
  const t = useTranslations("upload");
  if (state.phase === "editing") return null;
  const percent = state.phase === "sending" ? Math.floor(state.sent * 100) : 100;
  const words = (shown: number) =>
    state.phase === "sending" ? t("progress.sending", { percent: shown }) : t(`progress.${state.phase}`);
  return (
    <div className="flex flex-col gap-3">
      <div
        role="progressbar"
        aria-label={t("progress.label")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={words(percent)}
        {...(state.phase === "sending" && { "aria-valuenow": percent })}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={`h-full rounded-full bg-accent transition-[width] ${state.phase === "processing" ? "animate-pulse" : ""}`}
          style={{ width: `${percent}%` }}
        />
      </div>
      <div className="flex min-h-11 items-center justify-between gap-4">
        <p aria-hidden="true" className="text-sm tabular-nums">
          {words(percent)}
        </p>
        <p role="status" className="sr-only">
          {words(percent - (percent % 10))}
        </p>
        {state.phase !== "done" && (
          <Button look="quiet" onClick={onCancel}>
            {t("cancel")}
          </Button>
        )}
      </div>
    </div>
  );
}
