import { useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import { Page } from "@/components/ui/page";
import { Link } from "@/lib/i18n/navigation";
import { modelSlug } from "@/lib/posts/model-slug";
import type { RatedImage } from "@/lib/rankings/schema";
import { BoardTabs } from "./board-tabs";
import { LeaderboardTable } from "./leaderboard-table";

/** Where a page of the leaderboard is. */
export function leaderboardPath({ page, modelName }: { page: number; modelName: string | null }): string {
  const base = modelName === null ? "/leaderboard" : `/leaderboard/model/${modelSlug(modelName)}`;
  return page === 1 ? base : `${base}/${page}`;
}

/** A page of the images by rating, of one model or of all. */
export function Leaderboard({
  page,
  modelName,
  items,
  hasNext,
  asOf,
  models,
}: {
  page: number;
  modelName: string | null;
  items: readonly RatedImage[];
  hasNext: boolean;
  /** Null before the first fit. */
  asOf: Date | null;
  models: readonly { readonly name: string; readonly images: number }[];
}) {
  const t = useTranslations("boards.leaderboard");
  const words = useTranslations("rankings");
  const link = "flex min-h-11 items-center text-muted hover:text-ink";
  return (
    <Page
      title={t("title")}
      aside={
        asOf && (
          <p className="text-sm text-muted tabular-nums">
            {words.rich("asOf", { time: () => <LocalTime at={asOf} format="time" /> })}
          </p>
        )
      }
    >
      <BoardTabs current="leaderboard" />
      <p className="mb-4 max-w-3xl text-muted">
        {t("explanation")}{" "}
        <Link href="/about/ranking" className="text-ink underline underline-offset-4">
          {t("how")}
        </Link>
      </p>
      {models.length > 1 && (
        <details className="mb-6 text-sm" open={modelName !== null}>
          <summary className="unfolds">
            {modelName === null ? t("allModels") : t("onlyModel", { model: modelName })}
          </summary>
          <ul aria-label={t("filter")} className="flex flex-wrap gap-x-1 pt-1">
            {[null, ...models.map(({ name }) => name)].map((name) => (
              <li key={name ?? ""}>
                <Link
                  href={leaderboardPath({ page: 1, modelName: name })}
                  prefetch={false}
                  aria-current={name === modelName ? "true" : undefined}
                  className="flex min-h-9 items-center rounded-full px-3 text-muted hover:text-ink aria-[current=true]:bg-sunken aria-[current=true]:text-ink"
                >
                  {name ?? t("all")}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      )}
      {items.length > 0 ? (
        <LeaderboardTable rows={items} caption={t("caption")} />
      ) : (
        <p className="py-16 text-center text-lg">{t("empty")}</p>
      )}
      {(page > 1 || hasNext) && (
        <nav aria-label={t("pages")} className="mt-4 flex justify-between text-sm font-semibold">
          {page > 1 ? (
            <Link href={leaderboardPath({ page: page - 1, modelName })} rel="prev" className={link}>
              ← {t("previous")}
            </Link>
          ) : (
            <span />
          )}
          {hasNext && (
            <Link href={leaderboardPath({ page: page + 1, modelName })} rel="next" className={link}>
              {t("next")} →
            </Link>
          )}
        </nav>
      )}
    </Page>
  );
}
