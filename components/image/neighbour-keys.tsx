"use client";

import { useEffect } from "react";
import { useRouter } from "@/lib/i18n/navigation";

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

/** ← and → lead to the neighbours, Esc to the gallery. */
export function NeighbourKeys({ newer, older }: { newer: string | null; older: string | null }) {
  const router = useRouter();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const target = { ArrowLeft: newer, ArrowRight: older, Escape: "/" }[event.key];
      if (!target) return;
      event.preventDefault();
      router.push(target);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [newer, older, router]);
  return null;
}
