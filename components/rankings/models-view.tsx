import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/lib/i18n/navigation";
import { galleryPath } from "@/lib/posts/gallery-path";
import { modelSlug } from "@/lib/posts/model-slug";
import type { ModelBoard } from "@/lib/rankings/model-board";
import { DotWhisker, ScaleAxis } from "./charts/dot-whisker";
import { scaleOver } from "./charts/scale";
import { WinMatrix } from "./charts/win-matrix";
import { useBoardNumbers } from "./rating-text";

/** Models that the matrix has room for. */
const matrixSize = 16;
const head = "py-2 font-semibold";

/** Models by strength, and who beats whom. */
export function ModelsView({ board, images }: { board: ModelBoard; images: ReadonlyMap<string, number> }) {
  const t = useTranslations("boards.models");
  const columns = useTranslations("boards.leaderboard");
  const { whole, percent, interval, ranks } = useBoardNumbers();
  const { models, won } = board;
  const scale = scaleOver([1000, ...models.flatMap(({ ratingLow, ratingHigh }) => [ratingLow, ratingHigh])]);
  const shown = models.slice(0, matrixSize);
  return (
    <>
      <table className="block w-full text-left tabular-nums sm:table">
        <caption className="sr-only">{t("caption")}</caption>
        <thead className="block text-sm text-muted sm:table-header-group">
          <tr className="block border-b border-line sm:table-row">
            <th scope="col" className={`${head} hidden w-20 sm:table-cell`}>
              {columns("rank")}
            </th>
            <th scope="col" className={`${head} hidden sm:table-cell`}>
              {t("model")}
            </th>
            <th scope="col" className={`${head} block sm:table-cell sm:w-[34%] lg:w-[42%] sm:px-6`}>
              {t("strength")}
              <ScaleAxis scale={scale} format={whole} />
            </th>
            <th scope="col" className={`${head} hidden w-20 text-right sm:table-cell`}>
              {t("images")}
            </th>
            <th scope="col" className={`${head} hidden w-24 text-right sm:table-cell`}>
              {columns("matches")}
            </th>
            <th scope="col" className={`${head} hidden w-24 text-right sm:table-cell`}>
              {columns("winRate")}
            </th>
          </tr>
        </thead>
        <tbody className="block sm:table-row-group">
          {models.map((model) => (
            <tr
              key={model.name}
              className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line py-3 sm:table-row sm:py-0"
            >
              <td className="text-xl font-bold text-muted sm:py-3">{ranks(model.rankLow, model.rankHigh)}</td>
              <th scope="row" className="col-span-2 font-semibold sm:py-3">
                <Link href={`/leaderboard/model/${modelSlug(model.name)}`} prefetch={false} className="hover:underline">
                  {model.name}
                </Link>
              </th>
              <td className="col-span-3 mt-1 sm:mt-0 sm:px-6 sm:py-3">
                <span className="flex items-baseline gap-2">
                  <strong>{whole(model.rating)}</strong>
                  <span className="text-xs text-muted">{interval(model.ratingLow, model.ratingHigh)}</span>
                </span>
                <DotWhisker
                  value={model.rating}
                  low={model.ratingLow}
                  high={model.ratingHigh}
                  scale={scale}
                  average={1000}
                />
              </td>
              <Cell label={t("images")}>
                <Link
                  href={galleryPath({ model: model.name }, { sort: "new" })}
                  prefetch={false}
                  aria-label={t("imagesOf", { model: model.name, count: images.get(model.name) ?? 0 })}
                  className="underline decoration-line underline-offset-4 hover:decoration-ink"
                >
                  {whole(images.get(model.name) ?? 0)}
                </Link>
              </Cell>
              <Cell label={columns("matches")}>{whole(model.matches)}</Cell>
              <Cell label={columns("winRate")}>{percent(model.wins / model.matches)}</Cell>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length > 1 && (
        <section aria-labelledby="matrix" className="mt-14">
          <h2 id="matrix" className="text-lg font-bold">
            {t("matrix")}
          </h2>
          <p className="mt-1 mb-5 max-w-3xl text-muted">{t("matrixExplanation")}</p>
          <WinMatrix
            names={shown.map(({ name }) => name)}
            cell={(row, column) => {
              const wins = won[row]?.[column] ?? 0;
              return { won: wins, matches: wins + (won[column]?.[row] ?? 0) };
            }}
          />
        </section>
      )}
    </>
  );
}

function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <td className="text-sm text-muted sm:py-3 sm:text-right sm:text-base sm:text-ink">
      <span aria-hidden="true" className="sm:hidden">
        {label}{" "}
      </span>
      {children}
    </td>
  );
}
