import { useEffect } from "react";

/** Takes the image that another app has shared with us, once: the service worker put it aside and sent us here. */
export function useSharedFile(onFile: (file: File) => void): void {
  useEffect(() => {
    if (!new URLSearchParams(location.search).has("shared") || !("caches" in window)) return;
    const take = async () => {
      const cache = await caches.open("shared-1");
      const kept = await cache.match("/shared-file");
      if (!kept) return;
      await cache.delete("/shared-file");
      const bytes = await kept.blob();
      const name = decodeURIComponent(kept.headers.get("X-Name") ?? "image");
      onFile(new File([bytes], name, { type: bytes.type }));
    };
    // A browser that forbids storage has nothing for us.
    take().catch(() => {});
  }, [onFile]);
}
