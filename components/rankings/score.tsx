import { useTranslations } from "next-intl";
import type { RankedPost } from "@/lib/rankings/schema";
import { ScoreSplit } from "./charts/score-split";

/** The total first, then the two counts it is made of, and the same as a bar; `max` is the score whose bar is full. */
export function Score({ entry, max, className = "" }: { entry: RankedPost; max: number; className?: string }) {
  const t = useTranslations("rankings");
  return (
    <span className={`flex flex-col gap-1.5 ${className}`}>
      <span className="flex flex-wrap items-baseline gap-x-3 text-sm text-muted tabular-nums">
        <strong className="text-base font-bold text-ink">{t("points", { count: entry.totalScore })}</strong>
        <span className="inline-flex items-baseline gap-1.5">
          <Mark className="bg-accent" />
          {t("wins", { count: entry.tournamentWinCount })}
        </span>
        <span className="inline-flex items-baseline gap-1.5">
          <Mark className="bg-second" />
          {t("likes", { count: entry.likeCount })}
        </span>
      </span>
      <ScoreSplit wins={entry.tournamentWinCount} likes={entry.likeCount} max={max} />
    </span>
  );
}

/** Ties a number to its part of the bar. */
function Mark({ className }: { className: string }) {
  return <span aria-hidden="true" className={`size-2 shrink-0 rounded-full ${className}`} />;
}

/** Who posted it, in the reader's words. */
export function Author({ entry }: { entry: Pick<RankedPost, "author"> }) {
  const t = useTranslations("rankings");
  return <span className="text-sm text-muted">{entry.author ? `@${entry.author}` : t("byNobody")}</span>;
}
