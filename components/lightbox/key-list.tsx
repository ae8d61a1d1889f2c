"use client";

import { useTranslations } from "next-intl";
import { useId, useLayoutEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

const keys = [
  [["J", "K", "←", "→"], "move"],
  [["Enter"], "open"],
  [["L"], "like"],
  [["F"], "fullScreen"],
  [["I"], "info"],
  [["+", "−", "0"], "zoom"],
  [["Esc"], "close"],
  [["?"], "list"],
] as const;

/** What an image's own page does not do: it is open, and all there is to know stands beside it. */
const inGallery = ["open", "info", "zoom"];

/** The keys of the gallery and of its images, or of an image's own page. */
export function KeyList({ close, isOnPage = false }: { close: () => void; isOnPage?: boolean }) {
  const t = useTranslations("lightbox.keys");
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const shown = isOnPage ? keys.filter(([, meaning]) => !inGallery.includes(meaning)) : keys;
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={title}
      onCancel={(event) => {
        // The dialog behind must not hear of it.
        event.stopPropagation();
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === dialog.current && close()}
      onKeyDown={(event) => {
        if (event.key === "?" || event.key === "Escape") {
          event.preventDefault();
          close();
        }
      }}
      className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-card bg-surface p-6 text-ink backdrop:bg-black/60"
    >
      <h2 id={title} className="mb-3 text-lg font-bold">
        {t("title")}
      </h2>
      <dl className="mb-5 divide-y divide-line text-sm">
        {shown.map(([names, meaning]) => (
          <div key={meaning} className="flex items-center justify-between gap-6 py-2">
            <dt className="flex gap-1">
              {names.map((name) => (
                <kbd
                  key={name}
                  className="min-w-7 rounded-md bg-sunken px-2 py-1 text-center font-sans text-xs font-semibold"
                >
                  {name}
                </kbd>
              ))}
            </dt>
            <dd className="text-right text-muted">{t(meaning)}</dd>
          </div>
        ))}
      </dl>
      <Button look="quiet" className="w-full" onClick={close}>
        {t("done")}
      </Button>
    </dialog>
  );
}
