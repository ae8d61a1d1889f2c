import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { searchSorts } from "@/lib/search/cursor";
import { type SearchPlace, searchHref } from "./search-path";

/** The orders beside one another. */
export function SortLinks({ q, sort }: SearchPlace) {
  const t = useTranslations("search.sorts");
  return (
    <nav aria-label={t("label")} className="-mx-3 flex flex-wrap text-sm font-semibold">
      {searchSorts.map((each) => (
        <Link
          key={each}
          href={searchHref({ q, sort: each })}
          prefetch={false}
          aria-current={each === sort ? "true" : undefined}
          className="flex min-h-11 items-center rounded-full px-3 whitespace-nowrap text-muted transition-colors hover:text-ink [&[aria-current]]:bg-sunken [&[aria-current]]:text-ink"
        >
          {t(each)}
        </Link>
      ))}
    </nav>
  );
}
