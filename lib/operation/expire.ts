import { cacheTag, revalidateTag } from "next/cache";
import type { Expiry } from "./define";

/** Seconds within which a page shows a count that changed. */
export const soonSeconds = 5;
/** Seconds that drawing a page takes at most, for a page that was being drawn while something was hidden. */
const drawingSeconds = 2;

/**
 * Next remembers one moment of death for each tag, and the last one told. So a tag that is dead must not be told another
 * moment, or what died comes back to life: moments alternate between two tags of their own, and one is told anew only
 * when everything filed before its old moment lies dead under the other.
 */
const worn = (tag: string, turn: number) => `${tag}:worn${turn % 2}`;

interface Wear {
  /** When everything cached before that moment is dead, in ms. */
  deadline: number;
  turn: number;
}

// Next may load this file once a bundle; a tag's turns are the whole process's.
const globals = globalThis as { podiumWear?: Map<string, Wear>; podiumPages?: { clear(): void } };
globals.podiumWear ??= new Map();
const wear = globals.podiumWear;

function wearOut(tag: string, seconds: number, time: number): void {
  const turn = (wear.get(tag)?.turn ?? 0) + 1;
  wear.set(tag, { deadline: time + seconds * 1_000, turn });
  revalidateTag(worn(tag, turn), { expire: seconds });
}

/** Files a cached read under tags that `expireTags` knows. For use inside of "use cache". */
export function fileUnder(...tags: string[]): void {
  cacheTag(...tags.flatMap((tag) => [tag, worn(tag, 0), worn(tag, 1)]));
}

/**
 * Expires cached pages by tag. "Now" ends them at once; a page whose drawing had begun before is filed after, counts as
 * newer, and dies `drawingSeconds` later. "Soon" marks a tag stale and dead in `soonSeconds`, once per deadline: pages
 * are renewed in the background meanwhile, and a storm of votes renews a page no more often than that.
 */
export function expireTags({ now = [], soon = [] }: Expiry): void {
  const time = Date.now();
  // The server repeats its last answers for a moment (scripts/lib/page-cache.mjs); `next dev` has no such thing.
  if (now.length > 0) globals.podiumPages?.clear();
  for (const tag of now) {
    revalidateTag(tag, { expire: 0 });
    wearOut(tag, drawingSeconds, time);
  }
  for (const tag of soon) if ((wear.get(tag)?.deadline ?? 0) <= time) wearOut(tag, soonSeconds, time);
}
