import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AdminFrame } from "@/components/moderation/admin-frame";
import { MemberList } from "@/components/moderation/member-list";
import { Pager } from "@/components/moderation/pager";
import { SearchForm } from "@/components/moderation/search-form";
import { changeRole, deactivateMember, reactivateMember } from "@/lib/moderation/operations";
import { listMembers } from "@/lib/moderation/queries";
import { listMembersInput, memberFilters } from "@/lib/moderation/schema";
import { formAnswer } from "@/lib/operation/form-answer";
import { addressOf, adminMetadata, admitModerator, firstValues } from "../admit";

export const instant = false;

const path = "/admin/members";

export async function generateMetadata({ params }: PageProps<"/[locale]/admin/members">): Promise<Metadata> {
  return adminMetadata((await params).locale, "members");
}

export default async function MembersPage({ params, searchParams }: PageProps<"/[locale]/admin/members">) {
  const query = firstValues(await searchParams);
  const back = addressOf(path, query);
  const { moderator } = await admitModerator((await params).locale, back);
  const t = await getTranslations("moderation");
  const parsed = listMembersInput.safeParse(query);
  const filter = parsed.success ? parsed.data : listMembersInput.parse({});
  const { items, nextBefore } = await listMembers(filter, moderator);
  const answers = {
    deactivate: await formAnswer(deactivateMember),
    reactivate: await formAnswer(reactivateMember),
    role: await formAnswer(changeRole),
  };
  return (
    <AdminFrame tab="members" done={{ action: query.done, id: query.id }}>
      <SearchForm
        path={path}
        hint={t("search.members")}
        query={filter.q}
        state={filter.state}
        states={memberFilters.map((value) => ({ value, label: t(`memberStates.${value}`) }))}
      />
      {items.length > 0 ? (
        <MemberList members={items} viewer={moderator} back={back} answers={answers} />
      ) : (
        <p className="py-12 text-muted">{t("emptySearch")}</p>
      )}
      <Pager path={path} query={query} nextBefore={nextBefore} />
    </AdminFrame>
  );
}
