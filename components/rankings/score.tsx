import { useTranslations } from "next-intl";
import type { RankedPost } from "@/lib/rankings/schema";

/** The total first, then the two counts it is made of. */
export function Score({ entry, className = "" }: { entry: RankedPost; className?: string }) {
  const t = useTranslations("rankings");
  return (
    <span className={`flex flex-wrap items-baseline gap-x-3 text-sm text-muted tabular-nums ${className}`}>
      <strong className="text-base font-bold text-ink">{t("points", { count: entry.totalScore })}</strong>
      <span>{t("likes", { count: entry.likeCount })}</span>
      <span>{t("wins", { count: entry.tournamentWinCount })}</span>
    </span>
  );
}

/** Who posted it, in the reader's words. */
export function Author({ entry }: { entry: RankedPost }) {
  const t = useTranslations("rankings");
  return <span className="text-sm text-muted">{entry.author ? `@${entry.author}` : t("byNobody")}</span>;
}
