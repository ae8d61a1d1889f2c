import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { type BoardWindow, boardWindows, windowPath } from "@/lib/rankings/windows";

const boards = [
  { name: "top", href: "/top" },
  { name: "leaderboard", href: "/leaderboard" },
  { name: "models", href: "/models" },
] as const;

/** The boards beside one another. `current` is the one that the page belongs to. */
export function BoardTabs({ current }: { current: (typeof boards)[number]["name"] }) {
  const t = useTranslations("boards.tabs");
  return (
    <nav aria-label={t("label")} className="-mt-2 mb-3 flex gap-6 border-b border-line text-sm font-semibold">
      {boards.map(({ name, href }) => (
        <Link
          key={name}
          href={href}
          aria-current={name === current ? "true" : undefined}
          className="-mb-px flex min-h-11 items-center border-b-2 border-transparent text-muted transition-colors hover:text-ink aria-[current=true]:border-accent aria-[current=true]:text-ink"
        >
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}

/** The windows of the Top 10, and the way to its past. `current` is the one that the page shows. */
export function WindowTabs({
  current,
  lastDay,
}: {
  current: BoardWindow | "pastDays" | "hallOfFame";
  lastDay: string | null;
}) {
  const t = useTranslations("boards.windows");
  const link =
    "flex min-h-11 items-center rounded-full px-3 whitespace-nowrap text-muted transition-colors hover:text-ink [&[aria-current]]:bg-sunken [&[aria-current]]:text-ink";
  return (
    <nav
      aria-label={t("label")}
      className="-mx-3 mb-4 flex flex-wrap items-center justify-between gap-x-6 text-sm font-semibold"
    >
      <ul className="flex flex-wrap">
        {boardWindows.map((each) => (
          <li key={each}>
            <Link href={windowPath(each)} aria-current={each === current ? "page" : undefined} className={link}>
              {t(each)}
            </Link>
          </li>
        ))}
      </ul>
      {lastDay && (
        <ul className="flex flex-wrap">
          <li>
            <Link href={`/top/${lastDay}`} aria-current={current === "pastDays" ? "true" : undefined} className={link}>
              {t("pastDays")}
            </Link>
          </li>
          <li>
            <Link
              href="/top/hall-of-fame"
              aria-current={current === "hallOfFame" ? "page" : undefined}
              className={link}
            >
              {t("hallOfFame")}
            </Link>
          </li>
        </ul>
      )}
    </nav>
  );
}
