import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { ArrowIcon } from "./icons";
import { NeighbourKeys } from "./neighbour-keys";

const side = "inline-flex min-h-11 min-w-11 items-center gap-2 text-sm text-muted hover:text-ink";

/** The ways on from an image: to the newer one, the gallery and the older one, by link and by ←, Esc and →. */
export function Neighbours({ newerId, olderId }: { newerId: number | null; olderId: number | null }) {
  const t = useTranslations("gallery.image");
  const newer = newerId === null ? null : `/images/${newerId}`;
  const older = olderId === null ? null : `/images/${olderId}`;
  return (
    <nav aria-label={t("neighbours")} className="flex items-center justify-between gap-4">
      {/* The neighbours are likely next, so their whole pages are fetched ahead. */}
      {newer ? (
        <Link href={newer} rel="prev" prefetch={true} aria-keyshortcuts="ArrowLeft" className={side}>
          <ArrowIcon to="left" />
          {t("newer")}
        </Link>
      ) : (
        <span className="min-w-11" />
      )}
      <Link href="/" aria-keyshortcuts="Escape" className={side}>
        {t("back")}
      </Link>
      {older ? (
        <Link href={older} rel="next" prefetch={true} aria-keyshortcuts="ArrowRight" className={side}>
          {t("older")}
          <ArrowIcon to="right" />
        </Link>
      ) : (
        <span className="min-w-11" />
      )}
      <NeighbourKeys newer={newer} older={older} />
    </nav>
  );
}
