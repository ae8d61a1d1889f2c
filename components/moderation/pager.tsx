import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/lib/i18n/navigation";

/** To the older rows of a list, and back to its beginning. `query` is the address's, kept but for the page. */
export function Pager({
  path,
  query,
  nextBefore,
}: {
  path: string;
  query: Readonly<Record<string, string>>;
  nextBefore: number | null;
}) {
  const t = useTranslations("moderation");
  const { before, done: _done, id: _id, ...kept } = query;
  if (!before && nextBefore === null) return null;
  return (
    <nav aria-label={t("paging")} className="mt-8 flex justify-center gap-3">
      {before && (
        <Link href={{ pathname: path, query: kept }} className={buttonClass("bare")}>
          {t("newest")}
        </Link>
      )}
      {nextBefore !== null && (
        <Link href={{ pathname: path, query: { ...kept, before: nextBefore } }} className={buttonClass("quiet")}>
          {t("older")}
        </Link>
      )}
    </nav>
  );
}
