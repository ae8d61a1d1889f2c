"use client";

import { useEffect, useRef } from "react";
import { whenAtRest } from "@/components/ui/when-at-rest";
import { useRouter } from "@/lib/i18n/navigation";

/** Milliseconds after which an open board is asked for again. */
const interval = 10_000;

/**
 * Keeps an open page current: asks for it again while it is being looked at, and when the reader comes back to it. One that
 * was old when it came is asked for once the browser has drawn it: what is there can be read meanwhile.
 */
export function KeepFresh({ asOf }: { asOf: Date }) {
  const router = useRouter();
  // Outlives an answer: one that is as old as what it replaces, as a cache gives while it renews itself, is no reason to ask at once.
  const askedAt = useRef(0);
  useEffect(() => {
    const refresh = () => {
      const isRecent = Date.now() - Math.max(asOf.getTime(), askedAt.current) < interval;
      if (document.visibilityState === "hidden" || !navigator.onLine || isRecent) return;
      askedAt.current = Date.now();
      router.refresh();
    };
    const callOff = whenAtRest(refresh, { pause: 0 });
    const timer = setInterval(refresh, interval);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      callOff();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [asOf, router]);
  return null;
}
