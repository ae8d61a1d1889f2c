"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { SearchIcon } from "@/components/layout/icons";
import { useRouter } from "@/lib/i18n/navigation";
import { queryLength } from "@/lib/search/limits";
import { forgetSearches, readRecent, rememberSearch } from "./recent-searches";

/** A field for a query over the page, with what was searched for lately. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("common.search");
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  const [recent, setRecent] = useState(readRecent);

  useEffect(() => dialog.current?.showModal(), []);

  const go = (query: string) => {
    const q = query.trim();
    rememberSearch(q);
    dialog.current?.close();
    router.push(q === "" ? "/search" : { pathname: "/search", query: { q } });
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; this is for a pointer beside it
    <dialog
      ref={dialog}
      aria-label={t("label")}
      onClose={onClose}
      onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
      className="mx-auto mt-[12dvh] w-[min(40rem,calc(100vw-2rem))] rounded-card border border-line bg-surface p-0 text-ink shadow-lg backdrop:bg-black/50"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go(String(new FormData(event.currentTarget).get("q") ?? ""));
        }}
        className="flex items-center gap-2 py-2 pr-2 pl-4 text-muted"
      >
        <SearchIcon />
        <input
          type="search"
          name="q"
          autoFocus
          aria-label={t("label")}
          placeholder={t("hint")}
          maxLength={queryLength}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          className="min-h-11 min-w-0 flex-1 bg-transparent text-lg text-ink outline-none placeholder:text-muted"
        />
        <button
          type="button"
          onClick={() => dialog.current?.close()}
          className="min-h-11 rounded-full px-3 text-sm font-semibold hover:text-ink"
        >
          {t("close")}
        </button>
      </form>
      {recent.length > 0 && (
        <div className="border-t border-line p-2">
          <div className="flex items-center justify-between pl-3">
            <h2 className="text-sm font-semibold text-muted">{t("recent")}</h2>
            <button
              type="button"
              onClick={() => {
                forgetSearches();
                setRecent([]);
              }}
              className="min-h-11 rounded-full px-3 text-sm text-muted hover:text-ink"
            >
              {t("forget")}
            </button>
          </div>
          <ul>
            {recent.map((query) => (
              <li key={query}>
                <button
                  type="button"
                  onClick={() => go(query)}
                  className="min-h-11 w-full truncate rounded-card px-3 text-left hover:bg-sunken"
                >
                  {query}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </dialog>
  );
}
