import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { Page } from "@/components/ui/page";
import { Link } from "@/lib/i18n/navigation";
import type { Board } from "@/lib/rankings/schema";
import type { BoardWindow } from "@/lib/rankings/windows";
import { BoardTabs, WindowTabs } from "./board-tabs";
import { KeepFresh } from "./keep-fresh";
import { Podium } from "./podium";
import { RankingList } from "./ranking-list";

/** The Top 10 of a window that ends now. */
export function WindowBoard({
  window,
  board: { asOf, entries, hasEarlier },
  lastDay,
}: {
  window: BoardWindow;
  board: Board;
  lastDay: string | null;
}) {
  const t = useTranslations("rankings");
  const words = useTranslations(`boards.window.${window}`);
  return (
    <Page
      title={words("title")}
      aside={
        <p className="text-sm text-muted tabular-nums">
          {t.rich("asOf", { time: () => <LocalTime at={asOf} format="time" /> })}
        </p>
      }
    >
      <KeepFresh asOf={asOf} />
      <BoardTabs current="top" />
      <WindowTabs current={window} lastDay={lastDay} />
      <p className="mb-8 max-w-3xl text-muted">
        {words("explanation")} {hasEarlier && words("movement")}
      </p>
      {entries.length > 0 ? (
        <>
          <Podium entries={entries.slice(0, 3)} hasEarlier={hasEarlier} />
          <RankingList entries={entries.slice(3)} max={entries[0]?.totalScore ?? 0} hasEarlier={hasEarlier} />
        </>
      ) : (
        <div className="flex flex-col items-center gap-4 py-16 text-center">
          <h2 className="text-xl font-bold">{t("emptyTitle")}</h2>
          <p className="text-muted">{t("emptyBody")}</p>
          <Link href="/upload" className={buttonClass()}>
            {t("emptyAction")}
          </Link>
        </div>
      )}
    </Page>
  );
}
