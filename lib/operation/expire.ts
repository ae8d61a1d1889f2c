import { revalidateTag } from "next/cache";
import type { Expiry } from "./define";

/** Seconds within which a page shows a count that changed. */
export const soonSeconds = 5;

/** When each tag that was marked "soon" dies, in ms. Everything cached before that moment dies with it. */
const deadlines = new Map<string, number>();

/**
 * Expires cached pages by tag. "Soon" marks a tag stale now and dead in `soonSeconds`, once per deadline: pages are
 * renewed in the background meanwhile, and a storm of votes renews a page no more often than that.
 */
export function expireTags({ now = [], soon = [] }: Expiry): void {
  for (const tag of now) revalidateTag(tag, { expire: 0 });
  const time = Date.now();
  for (const tag of soon) {
    if ((deadlines.get(tag) ?? 0) > time) continue;
    if (deadlines.size > 10_000) for (const [old, at] of deadlines) if (at <= time) deadlines.delete(old);
    deadlines.set(tag, time + soonSeconds * 1_000);
    revalidateTag(tag, { expire: soonSeconds });
  }
}
