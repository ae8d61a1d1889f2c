import { openedImage } from "@/components/layout/opened-image";
import { itemSelector } from "./gallery-item";

/** Where somebody was in a gallery. */
export interface GalleryPlace {
  /** The first post in view, and how far below the screen's upper edge it stood, in pixels. */
  readonly id: number;
  readonly top: number;
  /** How many posts there were, how high they were, and how far the page was scrolled, in pixels. */
  readonly count: number;
  readonly height: number;
  readonly scroll: number;
}

/** The item of a post. */
export const findItem = (gallery: Element, id: number) =>
  gallery.querySelector<HTMLAnchorElement>(`a[data-post="${id}"]`);

/** How many posts there are. */
export const countItems = (gallery: Element) => gallery.querySelectorAll(itemSelector).length;

/** The first item of which something is below the header. */
export function firstInView(gallery: Element): HTMLAnchorElement | null {
  const header = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  for (const item of gallery.querySelectorAll<HTMLAnchorElement>(itemSelector))
    if (item.getBoundingClientRect().bottom > header) return item;
  return null;
}

/** Places of this tab by entry of its history, the latest last. Where the browser keeps nothing, nothing is remembered. */
const storeKey = "podium-places";
const most = 30;

/**
 * What the entry of the history one is at is called. Its state would not do as the place's home: the router writes it anew.
 * A browser that does not know this interface puts the page where it thinks it was.
 */
export const historyEntry = (): string | null => window.navigation?.currentEntry?.key ?? null;

function readPlaces(): readonly (readonly [entry: string, GalleryPlace])[] {
  try {
    const places: unknown = JSON.parse(sessionStorage.getItem(storeKey) ?? "[]");
    return Array.isArray(places) ? places : [];
  } catch {
    return [];
  }
}

/**
 * Notes for an entry of the history where one is, so that coming back to it, after a reload or from another site too, leads
 * there. Not while the entry is an open image's, nor for one that was left meanwhile.
 */
export function notePlace(gallery: Element, entry: string | null): void {
  const item = firstInView(gallery);
  if (entry === null || entry !== historyEntry() || openedImage(history.state) !== null) return;
  if (!item || gallery.getClientRects().length === 0) return;
  const place: GalleryPlace = {
    id: Number(item.dataset.post),
    top: item.getBoundingClientRect().top,
    count: countItems(gallery),
    height: gallery.getBoundingClientRect().height,
    scroll: window.scrollY,
  };
  const others = readPlaces().filter(([key]) => key !== entry);
  try {
    sessionStorage.setItem(storeKey, JSON.stringify([...others, [entry, place]].slice(-most)));
  } catch {
    // Full or forbidden: one comes back to where the browser leads.
  }
}

/** What was noted for the entry of the history one is at. */
export function notedPlace(): GalleryPlace | null {
  const entry = historyEntry();
  return readPlaces().find(([key]) => key === entry)?.[1] ?? null;
}
