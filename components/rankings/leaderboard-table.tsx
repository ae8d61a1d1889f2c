import { useTranslations } from "next-intl";
import { PostImage } from "@/components/image/post-image";
import { Link } from "@/lib/i18n/navigation";
import { altTextBeside } from "@/lib/posts/alt-text";
import type { RatedImage } from "@/lib/rankings/schema";
import { DotWhisker, ScaleAxis } from "./charts/dot-whisker";
import { scaleOver } from "./charts/scale";
import { useBoardNumbers } from "./rating-text";
import { Author } from "./score";

const head = "py-2 font-semibold";

/** Images by rating: a table on a wide screen, the same table as cards on a phone. */
export function LeaderboardTable({ rows, caption }: { rows: readonly RatedImage[]; caption: string }) {
  const t = useTranslations("boards.leaderboard");
  const { whole, percent, interval, ranks } = useBoardNumbers();
  const scale = scaleOver([1000, ...rows.flatMap(({ ratingLow, ratingHigh }) => [ratingLow, ratingHigh])]);
  return (
    <table className="block w-full text-left tabular-nums sm:table">
      <caption className="sr-only">{caption}</caption>
      <thead className="block text-sm text-muted sm:table-header-group">
        <tr className="block border-b border-line sm:table-row">
          <th scope="col" className={`${head} hidden w-20 sm:table-cell`}>
            {t("rank")}
          </th>
          <th scope="col" className={`${head} hidden sm:table-cell`}>
            {t("image")}
          </th>
          <th scope="col" className={`${head} block sm:table-cell sm:w-[38%] sm:px-6`}>
            {t("rating")}
            <ScaleAxis scale={scale} format={whole} />
          </th>
          <th scope="col" className={`${head} hidden w-20 text-right sm:table-cell`}>
            {t("matches")}
          </th>
          <th scope="col" className={`${head} hidden w-24 text-right sm:table-cell`}>
            {t("winRate")}
          </th>
        </tr>
      </thead>
      <tbody className="block sm:table-row-group">
        {rows.map((row) => (
          <tr
            key={row.id}
            className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line py-3 sm:table-row sm:py-0"
          >
            <td className="sm:py-3">
              <span className="text-xl font-bold text-muted">{ranks(row.rankLow, row.rankHigh)}</span>
            </td>
            <th scope="row" className="col-span-2 font-normal sm:py-3">
              <Link href={`/images/${row.id}`} className="group flex items-center gap-4">
                <span className="size-14 shrink-0 overflow-hidden rounded-card bg-sunken">
                  <PostImage picture={row} sizes="56px" alt={altTextBeside(row)} fit="cover" />
                </span>
                <span className="flex min-w-0 flex-col">
                  <span className="line-clamp-1 group-hover:underline">{row.prompt}</span>
                  <span className="flex min-w-0 flex-wrap gap-x-3 text-sm text-muted">
                    <Author entry={row} />
                    {row.modelName && <span className="line-clamp-1">{row.modelName}</span>}
                  </span>
                </span>
              </Link>
            </th>
            <td className="col-span-3 mt-2 sm:mt-0 sm:px-6 sm:py-3">
              <span className="flex items-baseline gap-2">
                <strong className="text-base">{whole(row.rating)}</strong>
                <span className="text-xs text-muted">{interval(row.ratingLow, row.ratingHigh)}</span>
              </span>
              <DotWhisker value={row.rating} low={row.ratingLow} high={row.ratingHigh} scale={scale} average={1000} />
            </td>
            <td className="col-span-2 text-sm text-muted sm:py-3 sm:text-right sm:text-base sm:text-ink">
              <span aria-hidden="true" className="sm:hidden">
                {t("matches")}{" "}
              </span>
              {whole(row.matches)}
            </td>
            <td className="text-right text-sm text-muted sm:py-3 sm:text-base sm:text-ink">
              <span aria-hidden="true" className="sm:hidden">
                {t("winRate")}{" "}
              </span>
              {percent(row.wins / row.matches)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
