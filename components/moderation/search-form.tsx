import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { localePath } from "@/lib/i18n/paths";

const control = "min-h-11 rounded-card border border-line bg-surface px-3 text-base text-ink placeholder:text-muted";

/** Search and filter as a plain form: the address says it all, and works without JavaScript. */
export function SearchForm({
  path,
  hint,
  query,
  state,
  states,
}: {
  /** Without language. */
  path: string;
  hint: string;
  query: string;
  state: string;
  states: readonly { value: string; label: string }[];
}) {
  const t = useTranslations("moderation.search");
  return (
    <form action={localePath(path, useLocale())} className="mb-4 flex flex-wrap gap-2">
      <input
        type="search"
        name="q"
        aria-label={t("label")}
        placeholder={hint}
        defaultValue={query}
        maxLength={200}
        className={`${control} min-w-0 flex-1 basis-full sm:basis-64`}
      />
      <select name="state" aria-label={t("state")} defaultValue={state} className={`${control} flex-1 sm:flex-none`}>
        {states.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <Button type="submit" look="quiet">
        {t("submit")}
      </Button>
    </form>
  );
}
