import type { GalleryOrder } from "@/lib/posts/orders";

const best = { week: "bestWeek", month: "bestMonth", all: "bestAll" } as const;

/** The name of an order in the catalogue. */
export function orderName(order: GalleryOrder): "new" | "rising" | "random" | (typeof best)[keyof typeof best] {
  return order.sort === "top" ? best[order.period] : order.sort;
}
