import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Page } from "@/components/ui/page";
import { Link } from "@/lib/i18n/navigation";
import { startOfDay } from "@/lib/rankings/day";
import type { DayBoard } from "@/lib/rankings/schema";
import { BoardTabs, WindowTabs } from "./board-tabs";
import { Podium } from "./podium";
import { RankingList } from "./ranking-list";

/** The Top 10 of a day that has ended, as it was then, without what is gone since. */
export function PastDay({ board, lastDay }: { board: DayBoard; lastDay: string | null }) {
  const { day, entries, postIds, hasEarlier } = board;
  const t = useTranslations("boards.day");
  const format = useFormatter();
  const name = (of: typeof day) => format.dateTime(startOfDay(of), { dateStyle: "long" });
  const first = entries.filter(({ rank }) => rank <= 3);
  const gone = postIds.length - entries.length;
  return (
    <Page title={t("title", { day: name(day) })}>
      <BoardTabs current="top" />
      <WindowTabs current="pastDays" lastDay={lastDay} />
      <p className="mb-6 max-w-3xl text-muted">
        {t("explanation", { likes: board.likeCount, votes: board.voteCount })}
        {gone > 0 && ` ${t("gone", { count: gone })}`}
      </p>
      {entries.length > 0 ? (
        <>
          {first.length > 0 && <Podium entries={first} hasEarlier={hasEarlier} />}
          <RankingList
            entries={entries.filter(({ rank }) => rank > 3)}
            max={Math.max(...entries.map(({ totalScore }) => totalScore))}
            hasEarlier={hasEarlier}
          />
        </>
      ) : (
        <p className="py-16 text-center text-lg">{t("quiet")}</p>
      )}
      <nav
        aria-label={t("neighbours")}
        className="mt-10 flex flex-wrap justify-between gap-x-6 border-t border-line pt-2 text-sm font-semibold"
      >
        {board.previousDay ? (
          <DayLink day={board.previousDay} rel="prev">
            ← {name(board.previousDay)}
          </DayLink>
        ) : (
          <span />
        )}
        {board.nextDay ? (
          <DayLink day={board.nextDay} rel="next">
            {name(board.nextDay)} →
          </DayLink>
        ) : (
          <Link href="/top" className="flex min-h-11 items-center text-muted hover:text-ink">
            {t("now")} →
          </Link>
        )}
      </nav>
    </Page>
  );
}

function DayLink({ day, rel, children }: { day: string; rel: string; children: ReactNode }) {
  return (
    <Link href={`/top/${day}`} rel={rel} className="flex min-h-11 items-center text-muted tabular-nums hover:text-ink">
      {children}
    </Link>
  );
}
