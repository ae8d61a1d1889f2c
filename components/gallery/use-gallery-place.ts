"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { findItem, type GalleryPlace, notedPlace, notePlace } from "./gallery-place";

/** After so long without scrolling, in ms, one has arrived somewhere. */
const rest = 150;

/**
 * Remembers where one is in a gallery, and leads back there: loads what there was, in a space held open for it, and brings
 * the very image to where it stood. What was hidden meanwhile is not among it.
 */
export function useGalleryPlace(
  gallery: RefObject<HTMLElement | null>,
  loadUntil: (id: number, count: number) => Promise<void>,
) {
  const [place, setPlace] = useState<GalleryPlace | null>(null);
  const latest = useRef(loadUntil);
  latest.current = loadUntil;

  useEffect(() => {
    const element = gallery.current;
    const noted = notedPlace();
    if (!element || !noted) return;
    const item = findItem(element, noted.id);
    // All is there: the browser scrolled back while another page was shown still, and could not come this far.
    if (item) {
      window.scrollBy(0, item.getBoundingClientRect().top - noted.top);
      return;
    }
    element.style.minHeight = `${noted.height}px`;
    window.scrollTo(0, noted.scroll);
    void latest.current(noted.id, noted.count).then(() => setPlace(noted));
  }, [gallery]);

  useLayoutEffect(() => {
    const element = gallery.current;
    if (!element || !place) return;
    const item = findItem(element, place.id);
    // Who has scrolled on meanwhile stays there.
    const isWaiting = Math.abs(window.scrollY - place.scroll) < 4;
    element.style.minHeight = "";
    if (item && isWaiting) window.scrollBy(0, item.getBoundingClientRect().top - place.top);
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
