"use client";

import { useLocale } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { openedImage } from "@/components/layout/opened-image";
import { localePath } from "@/lib/i18n/paths";

/**
 * Which image of the gallery is opened, as an entry of the history: its address is that of the image's own page, which a reload
 * and everybody else gets; one step back closes it; leafing replaces it, so that it stays one step.
 */
export function useOpenedImage() {
  const locale = useLocale();
  const [id, setId] = useState<number | null>(null);
  const isClosing = useRef(false);

  useEffect(() => {
    const adopt = () => {
      isClosing.current = false;
      setId(openedImage(history.state));
    };
    // Also when one comes back from a page that the opened image led to.
    adopt();
    window.addEventListener("popstate", adopt);
    return () => window.removeEventListener("popstate", adopt);
  }, []);

  const open = useCallback(
    (next: number) => {
      const path = localePath(`/images/${next}`, locale);
      if (openedImage(history.state) === null) history.pushState({ podiumImage: next }, "", path);
      else history.replaceState({ podiumImage: next }, "", path);
      setId(next);
    },
    [locale],
  );

  const close = useCallback(() => {
    // A second step back would leave the gallery.
    if (isClosing.current) return;
    isClosing.current = true;
    history.back();
  }, []);

  return { id, open, close };
}
