import { useTranslations } from "next-intl";
import { PostImage } from "@/components/image/post-image";
import { Link } from "@/lib/i18n/navigation";
import { altTextBeside } from "@/lib/posts/alt-text";
import type { BoardEntry } from "@/lib/rankings/schema";
import { Movement } from "./movement";
import { Author, Score } from "./score";

/** The places below the podium, one a line. */
export function RankingList({
  entries,
  max,
  hasEarlier,
}: {
  entries: readonly BoardEntry[];
  /** The board's highest score. */
  max: number;
  hasEarlier: boolean;
}) {
  const t = useTranslations("rankings");
  if (entries.length === 0) return null;
  return (
    <ol aria-label={t("rest")} className="mt-12 divide-y divide-line">
      {entries.map((entry) => (
        // Out of view it is not laid out, which a phone would do before it paints the podium; its height is held free.
        <li
          key={entry.id}
          className="[contain-intrinsic-block-size:auto_141px] [content-visibility:auto] sm:[contain-intrinsic-block-size:auto_129px]"
        >
          <Link
            href={`/images/${entry.id}`}
            // Drawn inside: a line of its own, laid out apart, cuts off what is drawn around it.
            className="group flex items-center gap-4 py-4 -outline-offset-2 sm:gap-6"
          >
            <span className="sr-only">{t("place", { rank: entry.rank })}</span>
            <span className="flex w-8 shrink-0 flex-col items-center gap-0.5">
              <span aria-hidden="true" className="text-xl font-bold text-muted tabular-nums">
                {entry.rank}
              </span>
              <Movement
                rank={entry.rank}
                previousRank={entry.previousRank}
                points={entry.totalScore}
                hasEarlier={hasEarlier}
              />
            </span>
            <span className="size-20 shrink-0 overflow-hidden rounded-card bg-sunken sm:size-24">
              <PostImage picture={entry} sizes="96px" alt={altTextBeside(entry)} fit="cover" />
            </span>
            <span className="flex min-w-0 flex-1 flex-col gap-1 sm:flex-row sm:items-center sm:gap-6">
              <span className="flex min-w-0 flex-1 flex-col gap-1">
                <span className="line-clamp-2 leading-snug group-hover:underline">{entry.prompt}</span>
                <Author entry={entry} />
              </span>
              <Score entry={entry} max={max} className="shrink-0 sm:w-64" />
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
