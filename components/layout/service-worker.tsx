"use client";

import { useEffect } from "react";
import { whenAtRest } from "@/components/ui/when-at-rest";

/** Registers the service worker once the page is at rest. Browsers have none without https, but for localhost. */
export function ServiceWorker() {
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    return whenAtRest(() => void navigator.serviceWorker.register("/sw.js").catch(() => {}));
  }, []);
  return null;
}
