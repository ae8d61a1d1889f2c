import { decodeCursor, encodeCursor } from "./paging";

/** Where a page of a list begins. Every order has its own form, so that a cursor cannot be mistaken for another's. */
export type ListCursor =
  | { readonly sort: "new"; readonly id: number }
  /** After the post `id` that had `score` likes and wins. */
  | { readonly sort: "top"; readonly score: number; readonly id: number }
  /** After the post `id`, in the shuffle that began at `start`: eight hexadecimal digits. */
  | { readonly sort: "random"; readonly start: string; readonly id: number };

const maxScore = 36 ** 6 - 1;

/** A cursor as text: opaque, and fit for a query. */
export function encodeListCursor(cursor: ListCursor): string {
  switch (cursor.sort) {
    case "new":
      return encodeCursor(cursor.id);
    case "top":
      return `t${Math.min(cursor.score, maxScore).toString(36).padStart(6, "0")}${encodeCursor(cursor.id)}`;
    case "random":
      return `r${cursor.start}${encodeCursor(cursor.id)}`;
  }
}

/** What `encodeListCursor` wrote; null for anything else. */
export function decodeListCursor(text: string): ListCursor | null {
  const id = decodeCursor(text.slice(-6));
  if (id === null) return null;
  const head = text.slice(0, -6);
  if (head === "") return { sort: "new", id };
  if (/^t[\da-z]{6}$/.test(head)) return { sort: "top", score: Number.parseInt(head.slice(1), 36), id };
  if (/^r[\da-f]{8}$/.test(head)) return { sort: "random", start: head.slice(1), id };
  return null;
}
