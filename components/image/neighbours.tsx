import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { ArrowIcon } from "./icons";
import { NeighbourKeys } from "./neighbour-keys";

const way = "inline-flex min-h-11 min-w-11 items-center gap-2 text-sm text-muted hover:text-ink";

/** The ways on from an image: to the newer one, the gallery and the older one, by link and by ←, Esc and →. */
export function Neighbours({ newerId, olderId }: { newerId: number | null; olderId: number | null }) {
  const t = useTranslations("gallery.image");
  const newer = newerId === null ? null : `/images/${newerId}`;
  const older = olderId === null ? null : `/images/${olderId}`;
  return (
    <nav aria-label={t("neighbours")} className="grid grid-cols-[1fr_auto_1fr] gap-4">
      {/* The neighbours are likely next, so their whole pages are fetched ahead. */}
      <span>
        {newer && (
          <Link href={newer} rel="prev" prefetch={true} aria-keyshortcuts="ArrowLeft" className={way}>
            <ArrowIcon to="left" />
            {t("newer")}
          </Link>
        )}
      </span>
      <Link href="/" aria-keyshortcuts="Escape" className={way}>
        {t("back")}
      </Link>
      <span className="text-right">
        {older && (
          <Link href={older} rel="next" prefetch={true} aria-keyshortcuts="ArrowRight" className={way}>
            {t("older")}
            <ArrowIcon to="right" />
          </Link>
        )}
      </span>
      <NeighbourKeys newer={newer} older={older} />
    </nav>
  );
}
