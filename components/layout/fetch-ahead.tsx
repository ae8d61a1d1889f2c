"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { whenAtRest } from "@/components/ui/when-at-rest";

type Router = ReturnType<typeof useRouter>;

const linkSelector = "a[data-ahead]";

/** Somebody who saves data, or waits for every byte, does not pay for pages they may never see. */
function isSparing(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } };
  return Boolean(connection?.saveData) || /2g$/.test(connection?.effectiveType ?? "");
}

const isInView = (link: Element) => {
  const { top, bottom, left, right, width } = link.getBoundingClientRect();
  return width > 0 && bottom > 0 && right > 0 && top < window.innerHeight && left < window.innerWidth;
};

/**
 * Fetches the pages ahead that links lead to: the one somebody points at, touches or has the focus on, at once; all those in view
 * once the page is at rest. While a page comes, its own images and scripts have the network and the processor to themselves.
 */
export function FetchAhead() {
  const router = useRouter();
  const path = usePathname();
  const fetched = useRef(new Set<string>());

  useEffect(() => {
    const onIntent = ({ target }: Event) => {
      const link = target instanceof Element && target.closest<HTMLAnchorElement>(linkSelector);
      if (link) fetchPage(router, link, fetched.current);
    };
    const intents = ["pointerover", "pointerdown", "focusin"];
    for (const intent of intents) document.addEventListener(intent, onIntent, { passive: true });
    return () => {
      for (const intent of intents) document.removeEventListener(intent, onIntent);
    };
  }, [router]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page has other links
  useEffect(() => {
    // What was fetched is kept by the router for minutes, not for good.
    fetched.current.clear();
    return whenAtRest(() => {
      if (isSparing()) return;
      for (const link of document.querySelectorAll<HTMLAnchorElement>(linkSelector))
        if (isInView(link)) fetchPage(router, link, fetched.current);
    });
  }, [router, path]);
  return null;
}

function fetchPage(router: Router, { href, dataset }: HTMLAnchorElement, fetched: Set<string>): void {
  if (fetched.has(href) || href === window.location.href) return;
  fetched.add(href);
  // The router's own name for a whole page is in an enum that it does not export.
  const options = dataset.ahead === "whole" ? ({ kind: "full" } as Parameters<Router["prefetch"]>[1]) : undefined;
  router.prefetch(href, options);
}
