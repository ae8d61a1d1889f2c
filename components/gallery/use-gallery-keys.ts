"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";
import { shortcutOf } from "@/components/ui/shortcut";
import { itemSelector } from "./gallery-item";
import { firstInView } from "./gallery-place";

interface Handlers {
  readonly like: (id: number) => void;
  readonly openWhole: (id: number) => void;
  readonly listKeys: () => void;
}

const items = (gallery: Element) => [...gallery.querySelectorAll<HTMLAnchorElement>(itemSelector)];

/** The item in the row above or below whose middle is nearest. */
function acrossRows(all: readonly HTMLAnchorElement[], from: HTMLAnchorElement, direction: 1 | -1) {
  const own = from.getBoundingClientRect();
  const middle = own.left + own.width / 2;
  const beyond = all
    .map((item) => ({ item, box: item.getBoundingClientRect() }))
    .filter(({ box }) => (direction === 1 ? box.top >= own.bottom : box.bottom <= own.top));
  const edges = beyond.map(({ box }) => box.top);
  const row = direction === 1 ? Math.min(...edges) : Math.max(...edges);
  const distance = ({ left, width }: DOMRect) => Math.abs(left + width / 2 - middle);
  return beyond.filter(({ box }) => box.top === row).sort((a, b) => distance(a.box) - distance(b.box))[0]?.item;
}

/** Where a key leads to from the focused item. Arrows belong to the page until an item has the focus. */
function targetOf(
  key: string,
  gallery: Element,
  focused: HTMLAnchorElement | null,
): HTMLAnchorElement | null | undefined {
  const all = items(gallery);
  const beside = (step: 1 | -1) => (focused ? all[all.indexOf(focused) + step] : firstInView(gallery));
  if (key === "j") return beside(1);
  if (key === "k") return beside(-1);
  if (!focused) return null;
  if (key === "ArrowRight") return beside(1);
  if (key === "ArrowLeft") return beside(-1);
  if (key === "ArrowDown") return acrossRows(all, focused, 1);
  if (key === "ArrowUp") return acrossRows(all, focused, -1);
  return null;
}

/** J, K and arrows walk from image to image, L likes the one with the focus, F opens it on the whole screen, ? lists the keys. */
export function useGalleryKeys(gallery: RefObject<HTMLElement | null>, handlers: Handlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  // With the page that scripts have taken over, not some time after it: on a slow phone that may be seconds later.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = shortcutOf(event);
      if (!key || !gallery.current) return;
      const focused = document.activeElement?.closest<HTMLAnchorElement>(itemSelector) ?? null;
      const target = targetOf(key, gallery.current, focused);
      const id = Number(focused?.dataset.post);
      if (target) target.focus();
      else if (key === "?") latest.current.listKeys();
      else if (key === "l" && focused && !event.repeat) latest.current.like(id);
      else if (key === "f" && focused && !event.repeat) latest.current.openWhole(id);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [gallery]);
}
