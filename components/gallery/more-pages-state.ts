import { galleryPageSize } from "@/lib/posts/paging";

/** The pages after the first, as one scrolls. */
export interface MorePagesState<T> {
  readonly pages: readonly { readonly items: readonly T[]; readonly isLast: boolean }[];
  readonly cursor: string | null;
  /** "expired": the list was counted days ago, and what follows can be asked for no more. */
  readonly status: "idle" | "loading" | "failed" | "expired";
}

export type MorePagesEvent<T> =
  | { readonly type: "asked" }
  | { readonly type: "arrived"; readonly items: readonly T[]; readonly nextCursor: string | null }
  | { readonly type: "failed" | "expired" };

export function startPages<T>(cursor: string | null): MorePagesState<T> {
  return { pages: [], cursor, status: "idle" };
}

/** Several pages that came in one answer, each of the usual size: rows break as if they had come one by one. */
function toPages<T>(items: readonly T[], isEnd: boolean) {
  const starts = Array.from({ length: Math.ceil(items.length / galleryPageSize) }, (_, page) => page * galleryPageSize);
  return starts.map((start) => ({
    items: items.slice(start, start + galleryPageSize),
    isLast: isEnd && start === starts.at(-1),
  }));
}

/** Old state → new. After the last page nothing more is asked; a failure keeps all that is on the screen. */
export function nextPages<T>(state: MorePagesState<T>, event: MorePagesEvent<T>): MorePagesState<T> {
  switch (event.type) {
    case "asked":
      return state.cursor === null || state.status === "loading" ? state : { ...state, status: "loading" };
    case "arrived": {
      if (state.status !== "loading") return state;
      const { items, nextCursor } = event;
      return { pages: [...state.pages, ...toPages(items, nextCursor === null)], cursor: nextCursor, status: "idle" };
    }
    case "failed":
    case "expired":
      return state.status === "loading" ? { ...state, status: event.type } : state;
  }
}
