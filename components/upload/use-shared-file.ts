import { useEffect, useEffectEvent, useRef } from "react";
import { takeSharedFile } from "./shared-file";

/**
 * Takes the image that another app has shared with us, for the one navigation that `?shared=1` stands for. Afterwards the
 * address says nothing of it any more: what is shared later is the business of the page that opens for it.
 * `onMissed` is called where nothing waits, or the address says that it did not arrive.
 */
export function useSharedFile(onFile: (file: File) => void, onMissed: () => void): void {
  const take = useEffectEvent((file: File | null) => (file ? onFile(file) : onMissed()));
  const isTaking = useRef(false);
  useEffect(() => {
    const shared = new URLSearchParams(location.search).get("shared");
    if (shared === null || isTaking.current) return;
    isTaking.current = true;
    const run = async () => {
      take(await (shared === "1" ? takeSharedFile().catch(() => null) : null));
      // After all effects of the page's start the router listens, and learns the address without going there.
      history.replaceState(null, "", location.pathname);
      isTaking.current = false;
    };
    void run();
  }, []);
}
