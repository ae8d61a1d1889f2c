"use client";

import { useTranslations } from "next-intl";
import { type DragEvent, useId, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { acceptedTypes } from "@/lib/posts/upload-limits";

interface DropZoneProps {
  readonly chosen: { readonly file: File; readonly url: string } | null;
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly onFile: (file: File) => void;
}

/** Where an image is chosen, dropped and previewed. Without JavaScript it is the browser's own file field. */
export function DropZone({ chosen, error, disabled, onFile }: DropZoneProps) {
  const t = useTranslations("upload.file");
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [unshowable, setUnshowable] = useState<string | null>(null);

  const onDrag = (event: DragEvent) => {
    // Without this the browser would open the file instead.
    event.preventDefault();
    setOver(event.type === "dragover" && !disabled);
  };
  const onDrop = (event: DragEvent) => {
    onDrag(event);
    const file = event.dataTransfer.files[0];
    if (file && !disabled) onFile(file);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of three; the others work by keyboard
    <div className="flex flex-col gap-2" onDragOver={onDrag} onDragLeave={onDrag} onDrop={onDrop}>
      <noscript>
        <style>
          {
            ".file-field{position:static;width:auto;height:auto;margin:0;clip-path:none}.file-field+label,.file-ways{display:none}"
          }
        </style>
      </noscript>
      <div
        className={`relative flex min-h-64 flex-col items-center justify-center gap-4 overflow-hidden rounded-card p-4 text-center transition-colors focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent lg:min-h-[28rem] ${isOver ? "bg-line" : "bg-sunken"} ${error ? "outline-2 outline-danger" : ""}`}
      >
        {chosen && unshowable !== chosen.url && (
          <img
            src={chosen.url}
            alt={t("preview", { name: chosen.file.name })}
            onError={() => setUnshowable(chosen.url)}
            className="max-h-[60vh] max-w-full rounded-card object-contain"
          />
        )}
        {chosen && unshowable === chosen.url && <p className="text-sm">{t("noPreview", { name: chosen.file.name })}</p>}
        <div className="flex flex-col items-center gap-3">
          <input
            id={id}
            type="file"
            name="file"
            accept={acceptedTypes}
            disabled={disabled}
            aria-invalid={Boolean(error)}
            aria-describedby={`${id}-limits${error ? ` ${id}-error` : ""}`}
            className="file-field sr-only"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file) onFile(file);
              // The same file can be chosen again after it was mended.
              target.value = "";
            }}
          />
          <label
            htmlFor={id}
            className={buttonClass("quiet", disabled ? "pointer-events-none opacity-50" : "cursor-pointer")}
          >
            {chosen ? t("replace") : t("choose")}
          </label>
          {!chosen && <p className="file-ways text-sm text-muted">{isOver ? t("drop") : t("ways")}</p>}
        </div>
      </div>
      <p id={`${id}-limits`} className="text-sm text-muted">
        {t("limits")}
      </p>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
