"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { countItems, findItem, type GalleryPlace, notedPlace, notePlace } from "./gallery-place";

/** After so long without scrolling, in ms, one has arrived somewhere. */
const rest = 150;

/** Frames in which the browser and the router still put the page where they think it was. */
const settling = 20;
/** What tells that somebody moves the page by hand. */
const moves = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

/** Brings a post to where it stood and keeps it there while the page settles, unless somebody moves it by hand. */
function bringTo(gallery: HTMLElement, { id, top }: GalleryPlace, isMoved: () => boolean): void {
  let frames = 0;
  const step = () => {
    const item = findItem(gallery, id);
    if (!item || isMoved()) return;
    // Hidden, it stands nowhere.
    const offset = item.getClientRects().length > 0 ? item.getBoundingClientRect().top - top : 0;
    if (Math.abs(offset) > 1) window.scrollBy(0, offset);
    frames += 1;
    if (frames < settling) requestAnimationFrame(step);
  };
  step();
}

/**
 * Remembers where one is in a gallery, and leads back there: loads what there was, in a space held open for it, and brings
 * the very image to where it stood. What was hidden meanwhile is not among it.
 */
export function useGalleryPlace(gallery: RefObject<HTMLElement | null>, loadMore: (count: number) => Promise<void>) {
  const [place, setPlace] = useState<GalleryPlace | null>(null);
  const latest = useRef(loadMore);
  latest.current = loadMore;
  const isMoved = useRef(false);

  useEffect(() => {
    const element = gallery.current;
    const noted = notedPlace();
    if (!element || !noted) return;
    isMoved.current = false;
    const move = () => {
      isMoved.current = true;
    };
    for (const type of moves) window.addEventListener(type, move, { passive: true });
    const missing = noted.count - countItems(element);
    if (missing <= 0) bringTo(element, noted, () => isMoved.current);
    else {
      element.style.minHeight = `${noted.height}px`;
      window.scrollTo(0, noted.scroll);
      void latest.current(missing).then(() => setPlace(noted));
    }
    return () => {
      isMoved.current = true;
      for (const type of moves) window.removeEventListener(type, move);
    };
  }, [gallery]);

  useLayoutEffect(() => {
    const element = gallery.current;
    if (!element || !place) return;
    element.style.minHeight = "";
    bringTo(element, place, () => isMoved.current);
    setPlace(null);
  }, [gallery, place]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const note = () => gallery.current && !gallery.current.style.minHeight && notePlace(gallery.current);
    const onScroll = () => {
      clearTimeout(timer);
      timer = setTimeout(note, rest);
    };
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("scroll", onScroll);
    };
  }, [gallery]);
}
