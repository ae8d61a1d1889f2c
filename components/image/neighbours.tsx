import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { GalleryReturn } from "./gallery-return";
import { ArrowIcon } from "./icons";
import { NeighbourKeys } from "./neighbour-keys";

const way = "inline-flex min-h-11 min-w-11 items-center gap-2 text-sm text-muted hover:text-ink";

/** The ways on from an image: to the newer one, the gallery and the older one, by link and by ←, Esc and →, and the other keys of its page. */
export function Neighbours({ newerId, olderId }: { newerId: number | null; olderId: number | null }) {
  const t = useTranslations("gallery.image");
  const newer = newerId === null ? null : `/images/${newerId}`;
  const older = olderId === null ? null : `/images/${olderId}`;
  return (
    <nav aria-label={t("neighbours")} className="grid grid-cols-[1fr_auto_1fr] gap-4">
      {/* The neighbours are likely next, so their whole pages are fetched ahead. They replace each other in the history:
          one step back is where one came from, however many images one has leafed through. */}
      <span>
        {newer && (
          <Link href={newer} replace rel="prev" prefetch={true} aria-keyshortcuts="ArrowLeft K" className={way}>
            <ArrowIcon to="left" />
            {t("newer")}
          </Link>
        )}
      </span>
      <GalleryReturn className={way}>{t("back")}</GalleryReturn>
      <span className="text-right">
        {older && (
          <Link href={older} replace rel="next" prefetch={true} aria-keyshortcuts="ArrowRight J" className={way}>
            {t("older")}
            <ArrowIcon to="right" />
          </Link>
        )}
      </span>
      <NeighbourKeys newer={newer} older={older} />
    </nav>
  );
}
