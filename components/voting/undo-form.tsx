"use client";

import { useLocale, useTranslations } from "next-intl";
import { type SyntheticEvent, useEffect, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { undoWindow } from "@/lib/votes/undo-window";

const secondsUntil = (until: number) => Math.max(0, Math.ceil((until - Date.now()) / 1_000));

/** Whole seconds until a moment, from ten down. Numbers that change are no motion, and take the same room. */
function useSecondsLeft(until: number | null): number {
  const [left, setLeft] = useState(undoWindow / 1_000);
  useEffect(() => {
    if (until === null) return;
    const tick = () => setLeft(secondsUntil(until));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

/** The room that an undo takes, also while there is none. */
export const undoRoomClass = "min-w-26 sm:min-w-32";

/** Takes the latest vote back: a plain form, unless scripts have a better way. */
export function UndoForm({
  matchId,
  until,
  action,
  onUndo,
}: {
  matchId: string;
  /** Null while only the server knows. */
  until: number | null;
  action: (form: FormData) => void;
  onUndo: () => void;
}) {
  const t = useTranslations("voting");
  const left = useSecondsLeft(until);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onUndo();
  };
  return (
    <form action={action} onSubmit={submit} className={`flex justify-end ${undoRoomClass}`}>
      <input type="hidden" name="matchId" value={matchId} />
      <input type="hidden" name="locale" value={useLocale()} />
      <button
        type="submit"
        data-undo=""
        aria-label={t("undoLabel")}
        aria-keyshortcuts="Z"
        className={buttonClass("bare", "px-2! sm:px-4!")}
      >
        {t("undo")}
        <span aria-hidden="true" className="w-[2ch] text-right font-normal tabular-nums">
          {left}
        </span>
      </button>
    </form>
  );
}
