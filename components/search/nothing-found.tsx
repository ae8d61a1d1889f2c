import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/lib/i18n/navigation";
import { countLimit } from "@/lib/search/limits";
import type { SearchResult } from "@/lib/search/schema";
import { type SearchPlace, searchHref } from "./search-path";

/** Says what to loosen: which parts of the query nothing has, and what is found without each. */
export function NothingFound({ loosen, sort }: { loosen: SearchResult["loosen"]; sort: SearchPlace["sort"] }) {
  const t = useTranslations("search.nothing");
  const unknown = loosen.filter(({ isUnknown }) => isUnknown);
  const ways = loosen.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  return (
    <div className="flex flex-col items-start gap-4 py-12">
      <p className="text-xl font-semibold">{t("title")}</p>
      {unknown.map(({ part }) => (
        <p key={part} className="text-muted">
          {t.rich("unknown", { part, q: (chunks) => <b className="text-ink">{chunks}</b> })}
        </p>
      ))}
      {ways.length > 0 && (
        <>
          <p className="text-muted">{t("loosen")}</p>
          <ul className="flex flex-wrap gap-2">
            {ways.map(({ part, query, count }) => (
              <li key={part} className="max-w-full">
                <Link
                  href={searchHref({ q: query, sort })}
                  prefetch={false}
                  className={buttonClass("quiet", "max-w-full whitespace-normal!")}
                >
                  {t("without", { part, count, many: count >= countLimit ? "yes" : "no" })}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {ways.length === 0 && (
        <Link href="/search" prefetch={false} className={buttonClass("quiet")}>
          {t("everything")}
        </Link>
      )}
    </div>
  );
}
