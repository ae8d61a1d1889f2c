import { type Db, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import type { ListCursor } from "./list-cursor";
import { isStale, orderOf } from "./list-cursor";
import { type Listing, listNewest, listShuffled } from "./list-queries";
import { type GalleryOrder, isSameOrder } from "./orders";
import type { Page } from "./paging";
import { listBest, listRising } from "./ranked-queries";
import type { PostSummary } from "./schema";

/** An order, in which a shuffle may leave open where it begins. */
type AskedOrder = GalleryOrder | { readonly sort: "new" | "rising" | "random"; readonly start?: undefined };

type Asked<Sort extends ListCursor["sort"]> = Extract<ListCursor, { sort: Sort }> | undefined;

/**
 * Visible posts that fit, a page at a time, in an order. Keyset in every one: each post is on exactly one page, and page
 * 1,000 costs what page 1 does.
 * @throws AppError VALIDATION_FAILED for a cursor of another order, and for a stale one
 */
export async function listInOrder(
  { order, after, ...listing }: Listing & { order: AskedOrder; after?: ListCursor | undefined },
  db: Db = prisma,
): Promise<Page<PostSummary>> {
  if (after && (!isSameOrder(orderOf(after), order) || isStale(after)))
    throw new AppError("VALIDATION_FAILED", { fields: { cursor: { code: "invalid" } } });
  switch (order.sort) {
    case "new":
      return listNewest({ ...listing, after: after as Asked<"new"> }, db);
    case "top":
      return listBest({ ...listing, period: order.period, after: after as Asked<"top"> }, db);
    case "rising":
      return listRising({ ...listing, after: after as Asked<"rising"> }, db);
    case "random":
      return listShuffled({ ...listing, start: order.start, after: after as Asked<"random"> }, db);
  }
}
