"use client";

import { useEffect, useRef } from "react";
import type { Side } from "./vote-state";

/** Keys that mean something to the element itself. */
function belongsToElement(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("input, textarea, select, dialog, [role='menu'], [role='listbox']"))
    return true;
  // Whoever walks the page by keyboard presses the focused button with the space bar; after a click, space skips.
  return event.key === " " && target.matches("button, summary") && target.matches(":focus-visible");
}

type Act = { readonly side: Side } | "skip" | "tie" | "bothBad" | "undo";

/** What a key means. `=` and 0 need Shift on some keyboards; with Hangul on, the key of Z says ㅋ. */
function meaningOf({ key, code, shiftKey }: KeyboardEvent): Act | null {
  if (key === "=") return "tie";
  if (key === "0") return "bothBad";
  if (shiftKey) return null;
  if (key === "ArrowLeft" || key === "ArrowRight") return { side: key === "ArrowLeft" ? 0 : 1 };
  if (key === " ") return "skip";
  const isLatin = /^[a-z]$/i.test(key);
  return key.toLowerCase() === "z" || (!isLatin && code === "KeyZ") ? "undo" : null;
}

/** ← and → choose, the space bar skips, = is a tie, 0 says both bad, Z takes back. A key that is held down counts once. */
export function useVoteKeys(handlers: {
  choose: (side: Side) => void;
  skip: () => void;
  tie?: () => void;
  bothBad?: () => void;
  undo?: () => void;
}) {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      const act = meaningOf(event);
      if (!act || belongsToElement(event)) return;
      if (typeof act === "string" && !latest.current[act]) return;
      event.preventDefault();
      if (event.repeat) return;
      if (typeof act === "string") latest.current[act]?.();
      else latest.current.choose(act.side);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
