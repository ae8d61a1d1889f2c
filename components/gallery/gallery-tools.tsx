"use client";

import { useTranslations } from "next-intl";
import { useDensity } from "@/components/layout/use-density";
import { CompactIcon } from "./icons";

/** What one may do with a gallery as a whole: choose how close its images stand. */
export function GalleryTools() {
  const t = useTranslations("gallery.tools");
  const [density, choose] = useDensity();
  const isCompact = density === "compact";
  return (
    <button
      type="button"
      aria-pressed={isCompact}
      aria-label={t("compact")}
      title={t("compact")}
      onClick={() => choose(isCompact ? "comfortable" : "compact")}
      className="needs-script flex size-11 shrink-0 items-center justify-center rounded-full text-muted transition-colors hover:text-ink"
    >
      <CompactIcon />
    </button>
  );
}
