import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AdminFrame } from "@/components/moderation/admin-frame";
import { Pager } from "@/components/moderation/pager";
import { ReportFilters } from "@/components/moderation/report-filters";
import { ReportList } from "@/components/moderation/report-list";
import { resolveReport } from "@/lib/moderation/report-operations";
import { listReports } from "@/lib/moderation/report-queries";
import { listReportsInput } from "@/lib/moderation/report-schema";
import { formAnswer } from "@/lib/operation/form-answer";
import { addressOf, adminMetadata, admitModerator, firstValues } from "../admit";

export const instant = false;

const path = "/admin/reports";

export async function generateMetadata({ params }: PageProps<"/[locale]/admin/reports">): Promise<Metadata> {
  return adminMetadata((await params).locale, "reports");
}

export default async function ReportsPage({ params, searchParams }: PageProps<"/[locale]/admin/reports">) {
  const query = firstValues(await searchParams);
  const back = addressOf(path, query);
  const { moderator } = await admitModerator((await params).locale, back);
  const t = await getTranslations("moderation");
  const parsed = listReportsInput.safeParse(query);
  const filter = parsed.success ? parsed.data : listReportsInput.parse({});
  const { items, nextBefore } = await listReports(filter, moderator);
  const answer = await formAnswer(resolveReport);
  return (
    <AdminFrame tab="reports" done={{ action: query.done, id: query.id }}>
      <ReportFilters path={path} state={filter.state} />
      {items.length > 0 ? (
        <ReportList reports={items} back={back} answer={answer} />
      ) : (
        <p className="py-12 text-muted">{t("reports.empty")}</p>
      )}
      <Pager path={path} query={query} nextBefore={nextBefore} />
    </AdminFrame>
  );
}
