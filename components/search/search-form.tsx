import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { localePath } from "@/lib/i18n/paths";
import { queryLength } from "@/lib/search/limits";
import type { SearchPlace } from "./search-path";

/** The query, as a plain form: its address says it all. */
export function SearchForm({ q, sort }: SearchPlace) {
  const t = useTranslations("search");
  return (
    <search>
      <form action={localePath("/search", useLocale())} className="flex max-w-3xl gap-2">
        <input
          type="search"
          name="q"
          id="search-query"
          aria-label={t("label")}
          placeholder={t("hint")}
          defaultValue={q}
          maxLength={queryLength}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          // A new search is a new form: what one typed is not carried over.
          key={q}
          className="min-h-12 min-w-0 flex-1 rounded-full border border-line bg-surface px-5 text-base text-ink placeholder:text-muted"
        />
        {sort !== "relevance" && <input type="hidden" name="sort" value={sort} />}
        <Button type="submit" className="min-h-12!">
          {t("submit")}
        </Button>
      </form>
    </search>
  );
}
