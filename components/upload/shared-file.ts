/** Where public/sw.js puts an image that another app has shared with us. */
const cacheName = "shared-1";
const address = "/shared-file";

/** The image that waits, which then waits no more; null where there is none. @throws where a browser forbids storage */
export async function takeSharedFile(): Promise<File | null> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(address);
  if (!kept) return null;
  await cache.delete(address);
  const bytes = await kept.blob();
  const name = decodeURIComponent(kept.headers.get("X-Name") ?? "image");
  return new File([bytes], name, { type: bytes.type });
}

/** Whoever signs in next has not shared it. */
export function forgetSharedFile(): void {
  // A browser without storage has nothing to forget.
  if ("caches" in window) caches.delete(cacheName).catch(() => {});
}
