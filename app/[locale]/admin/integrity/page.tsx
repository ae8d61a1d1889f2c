import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AdminFrame } from "@/components/moderation/admin-frame";
import { Pager } from "@/components/moderation/pager";
import { VoterList } from "@/components/moderation/voter-list";
import { listSuspiciousVoters } from "@/lib/integrity/inspection-queries";
import { idField } from "@/lib/operation/fields";
import { addressOf, adminMetadata, admitModerator, firstValues } from "../admit";

export const instant = false;

const path = "/admin/integrity";

export async function generateMetadata({ params }: PageProps<"/[locale]/admin/integrity">): Promise<Metadata> {
  return adminMetadata((await params).locale, "integrity");
}

export default async function IntegrityPage({ params, searchParams }: PageProps<"/[locale]/admin/integrity">) {
  const query = firstValues(await searchParams);
  const { moderator } = await admitModerator((await params).locale, addressOf(path, query));
  const t = await getTranslations("moderation.integrity");
  const before = idField.safeParse(query.before);
  const { items, nextBefore } = await listSuspiciousVoters({ before: before.success ? before.data : null }, moderator);
  return (
    <AdminFrame tab="integrity" done={{ action: query.done, id: query.id }}>
      <p className="max-w-2xl text-muted">{t("intro")}</p>
      {items.length > 0 ? <VoterList voters={items} /> : <p className="py-12 text-muted">{t("none")}</p>}
      <Pager path={path} query={query} nextBefore={nextBefore} />
    </AdminFrame>
  );
}
