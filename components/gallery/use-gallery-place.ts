"use client";

import { type RefObject, useEffect, useRef } from "react";
import { countItems, findItem, type GalleryPlace, historyEntry, notedPlace, notePlace } from "./gallery-place";

/** After so long without scrolling, in ms, one has arrived somewhere. */
const rest = 150;
/** For so long after all is there, in ms, the browser and the router still put the page where they think it was. */
const settling = 1_000;
/** What tells that somebody moves the page by hand. */
const moves = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

/**
 * Brings a post to where it stood, as soon as it is there, in a space held open until the others have `loaded`, and keeps it
 * there while the page settles, unless somebody moves it by hand.
 *
 * @returns what ends it.
 */
function bringTo(gallery: HTMLElement, place: GalleryPlace, loaded: Promise<void>): () => void {
  let isMoved = false;
  let isLoaded = false;
  let end = Number.POSITIVE_INFINITY;
  let frame = 0;
  const move = () => {
    isMoved = true;
  };
  const stop = () => {
    cancelAnimationFrame(frame);
    gallery.style.minHeight = "";
    for (const type of moves) window.removeEventListener(type, move);
  };
  const hold = () => {
    const item = findItem(gallery, place.id);
    // Hidden, it stands nowhere.
    if (isMoved || !item || item.getClientRects().length === 0) return;
    const offset = item.getBoundingClientRect().top - place.top;
    if (Math.abs(offset) > 1) window.scrollBy(0, offset);
  };
  const step = (now: number) => {
    if (isLoaded && document.readyState === "complete") end = Math.min(end, now + settling);
    // What has loaded may not be drawn yet.
    if (isLoaded && (now > end || findItem(gallery, place.id))) gallery.style.minHeight = "";
    hold();
    if (now > end || (isMoved && !gallery.style.minHeight)) stop();
    else frame = requestAnimationFrame(step);
  };
  for (const type of moves) window.addEventListener(type, move, { passive: true });
  if (countItems(gallery) < place.count) {
    gallery.style.minHeight = `${place.height}px`;
    window.scrollTo(0, place.scroll);
  }
  void loaded.then(() => {
    isLoaded = true;
  });
  frame = requestAnimationFrame(step);
  hold();
  return stop;
}

/**
 * Remembers where one is in a gallery, and leads back there: loads what there was and brings the very image to where it
 * stood. What was hidden meanwhile is not among it.
 */
export function useGalleryPlace(gallery: RefObject<HTMLElement | null>, loadMore: (count: number) => Promise<void>) {
  const latest = useRef(loadMore);
  latest.current = loadMore;

  useEffect(() => {
    const element = gallery.current;
    const place = notedPlace();
    if (element && place) return bringTo(element, place, latest.current(place.count - countItems(element)));
  }, [gallery]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      clearTimeout(timer);
      const entry = historyEntry();
      timer = setTimeout(
        () => gallery.current && !gallery.current.style.minHeight && notePlace(gallery.current, entry),
        rest,
      );
    };
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("scroll", onScroll);
    };
  }, [gallery]);
}
