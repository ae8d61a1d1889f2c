"use client";

import { lazy, Suspense, useEffect, useLayoutEffect, useState } from "react";
import { openedImage } from "@/components/layout/opened-image";
import { LateWords } from "@/components/lightbox/late-words";
import { shortcutOf } from "@/components/ui/shortcut";
import { useRouter } from "@/lib/i18n/navigation";
import { useGalleryReturn } from "./gallery-return";

const KeyList = lazy(() => import("@/components/lightbox/key-list").then((module) => ({ default: module.KeyList })));

function toggleFullScreen() {
  if (document.fullscreenElement) void document.exitFullscreen();
  else
    void document
      .querySelector("main .stage")
      ?.requestFullscreen?.()
      .catch(() => {});
}

/**
 * The keys of an image's page: ←, →, J and K lead to the neighbours, in place of this image in the history; Esc to the
 * gallery, where one left it; L likes, F shows the image on the whole screen, ? lists the keys.
 */
export function NeighbourKeys({ newer, older }: { newer: string | null; older: string | null }) {
  const router = useRouter();
  const goBack = useGalleryReturn();
  const [hasKeys, setHasKeys] = useState(false);
  useEffect(() => {
    // This entry of the history may have been an image opened in front of a gallery. Loaded anew, it is a page.
    if (openedImage(history.state) !== null) history.replaceState({}, "");
  }, []);
  // With the page itself: a key pressed just after one image gave way to the next would else be the former's.
  useLayoutEffect(() => {
    const go = (target: string | null) => target && (() => router.replace(target));
    const leave = () => goBack() || router.push("/");
    const onKey = (event: KeyboardEvent) => {
      const acts: Readonly<Record<string, (() => unknown) | "" | null>> = {
        ArrowLeft: go(newer),
        k: go(newer),
        ArrowRight: go(older),
        j: go(older),
        Escape: leave,
        l: () => document.querySelector<HTMLElement>("main [data-like]")?.click(),
        f: toggleFullScreen,
        "?": () => setHasKeys(true),
      };
      const key = shortcutOf(event);
      const act = key && acts[key];
      if (!act) return;
      event.preventDefault();
      if (!event.repeat) act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [newer, older, router, goBack]);
  return (
    <Suspense fallback={null}>
      {hasKeys && (
        <LateWords>
          <KeyList isOnPage close={() => setHasKeys(false)} />
        </LateWords>
      )}
    </Suspense>
  );
}
