/** The windows of "best": the last 7 days, the last 30, everything. */
export const bestPeriods = ["week", "month", "all"] as const;
export type BestPeriod = (typeof bestPeriods)[number];

/** An order in which a gallery can be walked through. */
export type GalleryOrder =
  | { readonly sort: "new" }
  | { readonly sort: "rising" }
  | { readonly sort: "top"; readonly period: BestPeriod }
  /** The shuffle that begins at `start`: eight hexadecimal digits. */
  | { readonly sort: "random"; readonly start: string };

/** Which of a member's images: those made with one model, or those in the tournament. */
export type AuthorFilter = { readonly model: string } | "tournament";

/** Whose images a gallery shows: everybody's (null), one model's, or one member's, all of them or some. */
export type GalleryScope =
  | null
  | { readonly model: string }
  | { readonly author: { readonly id: number; readonly handle: string }; readonly only?: AuthorFilter };

interface OrderLike {
  readonly sort: GalleryOrder["sort"];
  readonly period?: BestPeriod;
}

/** Is it the same order? Two shuffles are, wherever they begin. */
export function isSameOrder(a: OrderLike, b: OrderLike): boolean {
  return a.sort === b.sort && a.period === b.period;
}

/** Where the next shuffle begins: walks through all 2^32 beginnings, each far from the one before. @see Knuth, TAOCP 2, 3.2.1 */
export function shuffleAfter(start: string): string {
  const next = (Math.imul(Number.parseInt(start, 16), 1_664_525) + 1_013_904_223) >>> 0;
  return next.toString(16).padStart(8, "0");
}
