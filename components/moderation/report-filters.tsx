import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { type ReportFilter, reportFilters } from "@/lib/moderation/report-schema";

/** Which reports the list shows; the open ones unless one asks otherwise. */
export function ReportFilters({ path, state }: { path: string; state: ReportFilter }) {
  const t = useTranslations("moderation.reports");
  return (
    <nav aria-label={t("filter")} className="mb-2 flex gap-6">
      {reportFilters.map((each) => (
        <Link
          key={each}
          href={each === "open" ? path : { pathname: path, query: { state: each } }}
          aria-current={each === state ? "true" : undefined}
          className="inline-flex min-h-11 items-center text-sm text-muted hover:text-ink aria-[current=true]:font-semibold aria-[current=true]:text-ink"
        >
          {t(`states.${each}`)}
        </Link>
      ))}
    </nav>
  );
}
