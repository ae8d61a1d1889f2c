import { useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import { Link } from "@/lib/i18n/navigation";
import { shortenPrompt } from "@/lib/posts/prompt-text";
import { RatingHistory, type RatingPoint } from "./charts/rating-history";
import { WinRate } from "./charts/win-rate";
import { useBoardNumbers } from "./rating-text";

/** Where an image stands among those that compete: its rating over time, its record, its last matches. */
export function Standing({
  rating,
  points,
  record,
  matches,
}: {
  rating: {
    readonly rating: number;
    readonly ratingLow: number;
    readonly ratingHigh: number;
    readonly rankLow: number | null;
    readonly rankHigh: number | null;
  };
  points: readonly RatingPoint[];
  record: { readonly matches: number; readonly won: number; readonly expected: number } | null;
  matches: readonly {
    readonly voteId: number;
    readonly at: Date;
    readonly won: boolean;
    readonly opponentId: number;
    readonly opponentPrompt: string;
    readonly opponentRating: number | null;
  }[];
}) {
  const t = useTranslations("boards.standing");
  const { whole, percent, interval, ranks } = useBoardNumbers();
  const heading = "text-sm font-semibold text-muted";
  return (
    <section aria-labelledby="standing" className="flex flex-col gap-6">
      <div>
        <h2 id="standing" className={heading}>
          {t("title")}
        </h2>
        <p className="mt-1 mb-4 flex flex-wrap items-baseline gap-x-3 tabular-nums">
          <strong className="text-2xl font-bold">{whole(rating.rating)}</strong>
          <span className="text-sm text-muted">{interval(rating.ratingLow, rating.ratingHigh)}</span>
          {rating.rankLow !== null && (
            <Link href="/leaderboard" className="text-sm underline decoration-line underline-offset-4">
              {t("place", { ranks: ranks(rating.rankLow, rating.rankHigh) })}
            </Link>
          )}
        </p>
        <RatingHistory points={points} />
      </div>
      {record && (
        <div>
          <h3 className={heading}>{t("record")}</h3>
          <WinRate won={record.won / record.matches} expected={record.expected / record.matches} className="mt-2" />
          <p className="mt-1 text-sm text-muted tabular-nums">
            {t("recordText", {
              won: record.won,
              matches: record.matches,
              share: percent(record.won / record.matches),
              expected: percent(record.expected / record.matches),
            })}
          </p>
        </div>
      )}
      {matches.length > 0 && (
        <div>
          <h3 className={heading}>{t("last")}</h3>
          <ol className="mt-1 divide-y divide-line text-sm">
            {matches.map((match) => (
              <li key={match.voteId}>
                <Link href={`/images/${match.opponentId}`} className="group flex min-h-11 items-center gap-3 py-1.5">
                  <span className={`w-12 shrink-0 font-semibold ${match.won ? "text-accent" : "text-muted"}`}>
                    {t(match.won ? "won" : "lost")}
                  </span>
                  <span className="min-w-0 flex-1 truncate group-hover:underline">
                    {shortenPrompt(match.opponentPrompt, 80)}
                  </span>
                  <span className="shrink-0 text-muted tabular-nums">
                    {match.opponentRating !== null && whole(match.opponentRating)}
                  </span>
                  <span className="hidden shrink-0 text-muted tabular-nums min-[26rem]:inline lg:hidden">
                    <LocalTime at={match.at} format="date" />
                  </span>
                </Link>
              </li>
            ))}
          </ol>
        </div>
      )}
      <p className="text-sm">
        <Link href="/about/ranking" className="text-muted underline underline-offset-4 hover:text-ink">
          {t("how")}
        </Link>
      </p>
    </section>
  );
}
