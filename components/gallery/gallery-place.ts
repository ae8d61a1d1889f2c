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

/**
 * Notes in the history's current entry where one is, so that coming back to it, after a reload or from another site too,
 * leads there. Not while the entry is an open image's.
 */
export function notePlace(gallery: Element): void {
  const item = firstInView(gallery);
  const state = history.state as { podiumImage?: number } | null;
  if (!item || state?.podiumImage !== undefined || gallery.getClientRects().length === 0) return;
  const podiumPlace: GalleryPlace = {
    id: Number(item.dataset.post),
    top: item.getBoundingClientRect().top,
    count: countItems(gallery),
    height: gallery.getBoundingClientRect().height,
    scroll: window.scrollY,
  };
  // Next adds what it keeps there itself.
  history.replaceState({ podiumPlace }, "");
}

/** What was noted in the history's current entry. */
export function notedPlace(): GalleryPlace | null {
  return (history.state as { podiumPlace?: GalleryPlace } | null)?.podiumPlace ?? null;
}
