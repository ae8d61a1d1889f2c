"use client";

import { useEffect } from "react";
import { useRouter } from "@/lib/i18n/navigation";
import { useGalleryReturn } from "./gallery-return";

/** True where keys belong to something else: a field, an open dialog or menu, the browser's own shortcuts. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    return true;
  if (document.querySelector("dialog[open], [role=dialog], [popover]:popover-open")) return true;
  const target = event.target as Element | null;
  return Boolean(
    target?.closest("input, textarea, select, details[open], [contenteditable], [role=menu], [role=slider]"),
  );
}

/** ← and → lead to the neighbours, in place of this image in the history; Esc to the gallery, where one left it. */
export function NeighbourKeys({ newer, older }: { newer: string | null; older: string | null }) {
  const router = useRouter();
  const goBack = useGalleryReturn();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      if (event.key === "Escape") {
        event.preventDefault();
        if (!goBack()) router.push("/");
        return;
      }
      const target = { ArrowLeft: newer, ArrowRight: older }[event.key];
      if (!target) return;
      event.preventDefault();
      router.replace(target);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [newer, older, router, goBack]);
  return null;
}
