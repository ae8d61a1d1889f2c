import { useTranslations } from "next-intl";

/**
 * How far a post has come since the period before: an arrow and a number for the eye, a sentence for the ear.
 * Nothing where there was no period to compare with.
 */
export function Movement({
  rank,
  previousRank,
  points,
  hasEarlier,
  className = "",
}: {
  rank: number;
  previousRank: number | null;
  points: number;
  hasEarlier: boolean;
  className?: string;
}) {
  const t = useTranslations("boards.movement");
  // Without a point now and before, a post only fills the board.
  if (!hasEarlier || (previousRank === null && points === 0)) return null;
  const places = previousRank === null ? null : previousRank - rank;
  const look = places === null || places > 0 ? "text-accent" : "text-muted";
  return (
    <span
      className={`inline-flex items-center gap-1 text-xs font-semibold whitespace-nowrap tabular-nums ${look} ${className}`}
    >
      {places === null && t("new")}
      {places === 0 && (
        <>
          <span aria-hidden="true">–</span>
          <span className="sr-only">{t("same")}</span>
        </>
      )}
      {places !== null && places !== 0 && (
        <>
          <svg viewBox="0 0 10 10" aria-hidden="true" className="size-2.5 fill-current">
            <path d={places > 0 ? "M5 1 9.5 9h-9Z" : "M5 9 .5 1h9Z"} />
          </svg>
          <span aria-hidden="true">{Math.abs(places)}</span>
          <span className="sr-only">{places > 0 ? t("up", { places }) : t("down", { places: -places })}</span>
        </>
      )}
    </span>
  );
}
