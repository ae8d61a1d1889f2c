"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useState } from "react";
import { SearchIcon } from "@/components/layout/icons";
import { Link } from "@/lib/i18n/navigation";

// Comes when it is opened for the first time: pages that nobody searches from do not load it.
const SearchDialog = lazy(async () => ({ default: (await import("./search-dialog")).SearchDialog }));

/** An open dialog comes first, unless it is an opened image, from which one searches as from anywhere. */
const isDialogOpen = () => document.querySelector("dialog[open]:not([data-opened-image])") !== null;

/** Somebody who types means what they type. */
const isTyping = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select") !== null);

/** `/`, which a Hangul keyboard writes too, and Ctrl-K or ⌘K, which are ㅏ there. */
function asksForSearch(event: KeyboardEvent): boolean {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (event.defaultPrevented || event.repeat || event.isComposing || altKey || isDialogOpen()) return false;
  if (ctrlKey || metaKey) return !shiftKey && (key.toLowerCase() === "k" || code === "KeyK");
  return key === "/" && !isTyping(event);
}

/** The way to the search, by a click or by `/` or Ctrl-K from anywhere. A plain link where no script runs. */
export function SearchOpener() {
  const t = useTranslations("common.search");
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!asksForSearch(event)) return;
      event.preventDefault();
      // The search's own page has a field already.
      const field = document.querySelector<HTMLInputElement>("#search-query");
      if (field && !document.querySelector("dialog[open]")) field.select();
      else setOpen(true);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);

  return (
    <>
      <Link
        href="/search"
        prefetch={false}
        aria-label={t("open")}
        aria-keyshortcuts="/ Control+K Meta+K"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || document.querySelector("#search-query")) return;
          event.preventDefault();
          setOpen(true);
        }}
        className="flex min-h-11 min-w-11 items-center justify-center rounded-full text-muted transition-colors hover:text-ink"
      >
        <SearchIcon />
      </Link>
      {isOpen && (
        <Suspense>
          <SearchDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
