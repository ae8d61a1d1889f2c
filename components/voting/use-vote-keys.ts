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

/** ← and → choose, the space bar skips. A key that is held down counts once. */
export function useVoteKeys({ choose, skip }: { choose: (side: Side) => void; skip: () => void }) {
  const handlers = useRef({ choose, skip });
  handlers.current = { choose, skip };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (!["ArrowLeft", "ArrowRight", " "].includes(event.key) || belongsToElement(event)) return;
      event.preventDefault();
      if (event.repeat) return;
      if (event.key === " ") handlers.current.skip();
      else handlers.current.choose(event.key === "ArrowLeft" ? 0 : 1);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
