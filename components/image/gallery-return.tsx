"use client";

import { type MouseEvent, type ReactNode, useCallback } from "react";
import { Link, useRouter } from "@/lib/i18n/navigation";
import { withoutLocale } from "@/lib/i18n/paths";
import { isGalleryPath } from "@/lib/posts/gallery-path";

interface HistoryEntries {
  readonly currentEntry: { readonly index: number } | null;
  entries(): readonly { readonly url: string | null }[];
}

/** Whether one step back leads to a gallery, in whatever order and of whomever, or to what was found. A browser that cannot tell says no. */
function isListBehind(): boolean {
  const { navigation } = window as { navigation?: HistoryEntries };
  const index = navigation?.currentEntry?.index ?? 0;
  const url = index > 0 && navigation?.entries()[index - 1]?.url;
  if (!url) return false;
  const path = withoutLocale(new URL(url).pathname);
  return path === "/search" || isGalleryPath(path);
}

/**
 * Goes back to where one was in the gallery or a search, if one came from there. The function answers whether it does: after a
 * false the caller leads to the gallery's start.
 */
export function useGalleryReturn(): () => boolean {
  const { back } = useRouter();
  return useCallback(() => {
    const isBehind = isListBehind();
    if (isBehind) back();
    return isBehind;
  }, [back]);
}

/** The link to the gallery. A plain click goes back to the place one left; everything else finds a plain link. */
export function GalleryReturn({ className, children }: { className: string; children: ReactNode }) {
  const goBack = useGalleryReturn();
  const onClick = (event: MouseEvent) => {
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (isPlain && goBack()) event.preventDefault();
  };
  return (
    <Link href="/" aria-keyshortcuts="Escape" onClick={onClick} className={className}>
      {children}
    </Link>
  );
}
