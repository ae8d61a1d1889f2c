"use client";

import { useCallback, useEffect, useReducer, useRef } from "react";
import { fromWire } from "@/lib/operation/wire-case";
import type { ListAddresses } from "@/lib/posts/gallery-path";
import { galleryPageSize, type Page } from "@/lib/posts/paging";
import type { GalleryPost } from "./gallery-rows";
import { type MorePagesEvent, nextPages, startPages } from "./more-pages-state";

/** Pixels below the screen at which the next page is asked for, so that it is there before it is reached. */
const lookAhead = 800;
/** Pages that one answer brings when one comes back to a place far down. */
const pagesAtOnce = 4;

type Event = MorePagesEvent<GalleryPost>;

async function fetchPage(address: string): Promise<Event> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(15_000) });
    // All but the cursor is the page's own; a cursor of days ago is refused.
    if (response.status === 422) return { type: "expired" };
    if (!response.ok) return { type: "failed" };
    return { type: "arrived", ...(fromWire(await response.json()) as Page<GalleryPost>) };
  } catch {
    return { type: "failed" };
  }
}

/** The pages of a list of images after its first, from where `api` says: loaded as the sentinel comes near the screen, or when they are asked for. */
export function useGalleryPages(api: ListAddresses["api"], firstCursor: string | null) {
  const [state, dispatch] = useReducer(nextPages<GalleryPost>, firstCursor, startPages<GalleryPost>);
  const { cursor, status } = state;
  const sentinel = useRef<HTMLDivElement>(null);
  /** What is asked for must not be asked for twice, and a state is seen only after the next rendering. */
  const asking = useRef<Promise<Event> | null>(null);

  const ask = useCallback(
    (after: string, limit = galleryPageSize): Promise<Event> => {
      dispatch({ type: "asked" });
      const answer = fetchPage(`${api}${after}&limit=${limit}`).then((event) => {
        asking.current = null;
        dispatch(event);
        return event;
      });
      asking.current = answer;
      return answer;
    },
    [api],
  );

  const load = useCallback(() => {
    if (cursor !== null && !asking.current) void ask(cursor);
  }, [cursor, ask]);

  /** Loads on until so many more posts are there, or the last. */
  const loadMore = useCallback(
    async (count: number) => {
      let after = cursor;
      for (let loaded = 0; after !== null && loaded < count; ) {
        // The end of the list may have come in view just now, and asked for the same page.
        const event = await (asking.current ?? ask(after, pagesAtOnce * galleryPageSize));
        if (event.type !== "arrived") return;
        loaded += event.items.length;
        after = event.nextCursor;
      }
    },
    [cursor, ask],
  );

  useEffect(() => {
    const element = sentinel.current;
    if (!element || cursor === null || status !== "idle") return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && load(), {
      rootMargin: `${lookAhead}px 0px`,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [cursor, status, load]);

  return { ...state, sentinel, load, loadMore };
}
