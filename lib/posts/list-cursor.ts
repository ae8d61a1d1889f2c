import type { BestPeriod, GalleryOrder } from "./orders";
import { decodeCursor, encodeCursor } from "./paging";

/** A place in an order by score: after the post `id` that had `score`, as things stood at the moment `at`. */
interface ScoredPlace {
  /**
   * Milliseconds of Unix time, from the database's clock. Scores move with every like and every minute; all pages of a list
   * are counted as of its first one, so that each post is on exactly one of them.
   */
  readonly at: number;
  readonly score: number;
  readonly id: number;
}

/** Where a page of a list begins. Every order has its own form, so that a cursor cannot be mistaken for another's. */
export type ListCursor =
  | { readonly sort: "new"; readonly id: number }
  | ({ readonly sort: "top"; readonly period: BestPeriod } & ScoredPlace)
  | ({ readonly sort: "rising" } & ScoredPlace)
  /** After the post `id`, in the shuffle that began at `start`: eight hexadecimal digits. */
  | { readonly sort: "random"; readonly start: string; readonly id: number };

/** Eight digits to the base 36: a moment until the year 2059, a score of trillions. */
const maxNumber = 36 ** 8 - 1;
const eight = (number: number) => Math.min(number, maxNumber).toString(36).padStart(8, "0");
const scored = ({ at, score, id }: ScoredPlace) => eight(at) + eight(score) + encodeCursor(id);

const letters = { week: "w", month: "m", all: "a" } as const;
const periods: Readonly<Record<string, BestPeriod>> = { w: "week", m: "month", a: "all" };

/** A cursor as text: opaque, and fit for a path and for a query. */
export function encodeListCursor(cursor: ListCursor): string {
  switch (cursor.sort) {
    case "new":
      return encodeCursor(cursor.id);
    case "top":
      return letters[cursor.period] + scored(cursor);
    case "rising":
      return `u${scored(cursor)}`;
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
  if (/^r[\da-f]{8}$/.test(head)) return { sort: "random", start: head.slice(1), id };
  const [, letter = "", at = "", score = ""] = /^([wmau])([\da-z]{8})([\da-z]{8})$/.exec(head) ?? [];
  if (letter === "") return null;
  const place = { at: Number.parseInt(at, 36), score: Number.parseInt(score, 36), id };
  const period = periods[letter];
  return period ? { sort: "top", period, ...place } : { sort: "rising", ...place };
}

/** How long, in ms, one may walk through a list that is counted as of its first page. Each moment is a page of its own to a cache. */
const lifetime = 2 * 86_400_000;
/** How far the database's clock may be ahead of ours, in ms. */
const clockDrift = 60_000;

/** Is it a place in a list of days ago, or of a moment to come, which nobody was given? */
export const isStale = (cursor: ListCursor, now = Date.now()): boolean =>
  "at" in cursor && (cursor.at > now + clockDrift || cursor.at < now - lifetime);

/** The order that a cursor goes on with. */
export function orderOf(cursor: ListCursor): GalleryOrder {
  switch (cursor.sort) {
    case "top":
      return { sort: "top", period: cursor.period };
    case "random":
      return { sort: "random", start: cursor.start };
    default:
      return { sort: cursor.sort };
  }
}
