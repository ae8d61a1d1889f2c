import { cacheTag, revalidateTag } from "next/cache";
import type { Expiry } from "./define";

/** Seconds within which a page shows a count that changed. */
export const soonSeconds = 5;
/** Seconds that drawing a page takes at most, for a page that was being drawn while something was hidden. */
const drawingSeconds = 2;

/**
 * The tag that counts wear out. It is another one than the tag that a hide expires, because Next remembers one moment for
 * each tag: a vote just after a hide would otherwise bring the hidden post's pages back for as long as a count may be old.
 */
const worn = (tag: string) => `${tag}:worn`;

/** When each worn tag dies, in ms. Everything cached before that moment dies with it. */
const deadlines = new Map<string, number>();

function wear(tag: string, seconds: number, time: number): void {
  if (deadlines.size > 10_000) for (const [old, at] of deadlines) if (at <= time) deadlines.delete(old);
  deadlines.set(tag, time + seconds * 1_000);
  revalidateTag(worn(tag), { expire: seconds });
}

/** Files a cached read under tags that `expireTags` knows. For use inside of "use cache". */
export function fileUnder(...tags: string[]): void {
  cacheTag(...tags.flatMap((tag) => [tag, worn(tag)]));
}

/**
 * Expires cached pages by tag. "Now" ends them at once; a page whose drawing had begun before is filed after, counts as
 * newer, and dies `drawingSeconds` later. "Soon" marks a tag stale and dead in `soonSeconds`, once per deadline: pages
 * are renewed in the background meanwhile, and a storm of votes renews a page no more often than that.
 */
export function expireTags({ now = [], soon = [] }: Expiry): void {
  const time = Date.now();
  // The server repeats its last answers for a moment (scripts/lib/page-cache.mjs); `next dev` has no such thing.
  if (now.length > 0) (globalThis as { podiumPages?: { clear(): void } }).podiumPages?.clear();
  for (const tag of now) {
    revalidateTag(tag, { expire: 0 });
    wear(tag, drawingSeconds, time);
  }
  for (const tag of soon) if ((deadlines.get(tag) ?? 0) <= time) wear(tag, soonSeconds, time);
}
