"use client";

import { useEffect } from "react";

/** Registers the service worker once the page is at rest. Browsers have none without https, but for localhost. */
export function ServiceWorker() {
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    const register = () => navigator.serviceWorker.register("/sw.js").catch(() => {});
    const handle = setTimeout(register, 3_000);
    return () => clearTimeout(handle);
  }, []);
  return null;
}
