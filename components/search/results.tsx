import { useTranslations } from "next-intl";
import { toGalleryPost } from "@/components/gallery/gallery";
import { GalleryBrowser } from "@/components/gallery/gallery-browser";
import { GalleryTools } from "@/components/gallery/gallery-tools";
import { Link } from "@/lib/i18n/navigation";
import { parseQuery } from "@/lib/search/query";
import type { SearchResult } from "@/lib/search/schema";
import { ActiveFilters, Filters } from "./filters";
import { NothingFound } from "./nothing-found";
import { type SearchPlace, searchAddresses, searchHref } from "./search-path";
import { SortLinks } from "./sort-links";

/** How many there are; a later page does not count again, and leads to the one that does. */
function Count({ result: { count, isMore }, q, sort }: SearchPlace & { result: SearchResult }) {
  const t = useTranslations("search");
  if (count === null)
    return (
      <p className="text-muted">
        {t("later")}{" "}
        <Link
          href={searchHref({ q, sort })}
          prefetch={false}
          className="inline-flex min-h-11 items-center font-semibold text-ink underline underline-offset-4"
        >
          {t("first")}
        </Link>
      </p>
    );
  return (
    <p role="status" className="text-muted">
      {isMore ? t("more", { count }) : t("count", { count })}
    </p>
  );
}

/** What was found, with the ways to narrow it down or to loosen it. */
export function Results({ q, sort, result }: SearchPlace & { result: SearchResult }) {
  const t = useTranslations("search");
  const { parts } = parseQuery(q);
  const isEmpty = result.count === 0;
  return (
    <div className="flex flex-col gap-4 pt-4">
      {result.suggestion && (
        <p>
          {t.rich("suggestion", {
            query: result.suggestion,
            link: (chunks) => (
              <Link
                href={searchHref({ q: result.suggestion ?? "", sort })}
                prefetch={false}
                className="font-semibold text-accent underline underline-offset-4"
              >
                {chunks}
              </Link>
            ),
          })}
        </p>
      )}
      {result.ignored.map(({ text, because }) => (
        <p key={text} className="text-sm text-muted">
          {t(`ignored.${because}`, { text })}
        </p>
      ))}
      <ActiveFilters parts={parts} sort={sort} />
      {isEmpty ? (
        <NothingFound loosen={result.loosen} sort={sort} />
      ) : (
        <>
          <div className="grid grid-cols-[1fr_auto] items-center gap-x-4 sm:grid-cols-[1fr_auto_auto]">
            <Count q={q} sort={sort} result={result} />
            <div className="max-sm:col-span-2 max-sm:row-start-2">
              <SortLinks q={q} sort={sort} />
            </div>
            <GalleryTools />
          </div>
          {result.facets && (
            <Filters facets={result.facets} parts={parts} sort={sort} ofNewest={result.isMore ? result.count : null} />
          )}
          <GalleryBrowser
            key={`${q} ${sort} ${result.nextCursor}`}
            addresses={searchAddresses({ q, sort })}
            following="more"
            label={t("results")}
            posts={result.items.map(toGalleryPost)}
            nextCursor={result.nextCursor}
          />
        </>
      )}
    </div>
  );
}
