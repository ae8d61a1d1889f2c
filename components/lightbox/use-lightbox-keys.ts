"use client";

import { type RefObject, useEffect, useRef } from "react";
import { shortcutOf } from "@/components/ui/shortcut";

interface Handlers {
  readonly go: (step: 1 | -1) => void;
  /** Leaves the whole screen, else the image. */
  readonly leave: () => void;
  readonly toggleInfo: () => void;
  readonly toggleFullScreen: () => void;
  readonly zoom: (factor: number) => void;
  /** Null while the image is whole: then the arrows lead to other images. */
  readonly pan: ((x: number, y: number) => void) | null;
  readonly showWhole: () => void;
  readonly like: () => void;
  readonly listKeys: () => void;
}

/** Pixels that an arrow moves what is enlarged. */
const step = 80;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [step, 0],
  ArrowRight: [-step, 0],
  ArrowUp: [0, step],
  ArrowDown: [0, -step],
};

/**
 * While the image is whole, a key that is held down acts no more often than this, in ms: each image that one leafs to is asked for,
 * and browsers count changes of the address.
 */
const pace = 300;

/** What a key does; null for none of ours. */
function actOf(key: string, handlers: Handlers): (() => void) | null {
  const arrow = arrows[key];
  const { pan } = handlers;
  if (arrow && pan) return () => pan(...arrow);
  switch (key) {
    case "j":
    case "ArrowRight":
      return () => handlers.go(1);
    case "k":
    case "ArrowLeft":
      return () => handlers.go(-1);
    case "Escape":
      return handlers.leave;
    case "i":
      return handlers.toggleInfo;
    case "f":
      return handlers.toggleFullScreen;
    case "l":
      return handlers.like;
    case "+":
    case "=":
      return () => handlers.zoom(1.5);
    case "-":
      return () => handlers.zoom(1 / 1.5);
    case "0":
      return handlers.showWhole;
    case "?":
      return handlers.listKeys;
    default:
      return null;
  }
}

/** The keys of an opened image. A key that is held down leafs on, but switches nothing to and fro. */
export function useLightboxKeys(dialog: RefObject<HTMLDialogElement | null>, handlers: Handlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  const last = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = shortcutOf(event, dialog.current);
      const act = key && actOf(key, latest.current);
      if (!act) return;
      event.preventDefault();
      const isTooSoon = !latest.current.pan && event.timeStamp - last.current < pace;
      if (event.repeat && (isTooSoon || /^[iflE?]/.test(key))) return;
      last.current = event.timeStamp;
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [dialog]);
}
