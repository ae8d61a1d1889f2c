"use client";

import { useEffect } from "react";
import { useRouter } from "@/lib/i18n/navigation";

/** Milliseconds after which an open board is asked for again. */
const interval = 10_000;

/** Keeps an open page current: asks for it again while it is being looked at, and when the reader comes back to it. */
export function KeepFresh({ asOf }: { asOf: Date }) {
  const router = useRouter();
  useEffect(() => {
    let askedAt = asOf.getTime();
    const refresh = () => {
      if (document.visibilityState === "hidden" || !navigator.onLine || Date.now() - askedAt < interval) return;
      askedAt = Date.now();
      router.refresh();
    };
    refresh();
    const timer = setInterval(refresh, interval);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [asOf, router]);
  return null;
}
