import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AdminFrame } from "@/components/moderation/admin-frame";
import { AuditList } from "@/components/moderation/audit-list";
import { Pager } from "@/components/moderation/pager";
import { Link } from "@/lib/i18n/navigation";
import { listActions } from "@/lib/moderation/queries";
import { listActionsInput } from "@/lib/moderation/schema";
import { addressOf, adminMetadata, admitModerator, firstValues } from "../admit";

export const instant = false;

const path = "/admin/audit";

export async function generateMetadata({ params }: PageProps<"/[locale]/admin/audit">): Promise<Metadata> {
  return adminMetadata((await params).locale, "audit");
}

/** `?target=post:12` asks for what was done to that one. */
export default async function AuditPage({ params, searchParams }: PageProps<"/[locale]/admin/audit">) {
  const query = firstValues(await searchParams);
  const { moderator } = await admitModerator((await params).locale, addressOf(path, query));
  const t = await getTranslations("moderation");
  const [targetType, targetId] = query.target?.split(":") ?? [];
  const parsed = listActionsInput.safeParse({ targetType, targetId, before: query.before });
  const filter = parsed.success ? parsed.data : listActionsInput.parse({});
  const { items, nextBefore } = await listActions(filter, moderator);
  const { targetType: type, targetId: id } = filter;
  return (
    <AdminFrame tab="audit" done={{ action: query.done, id: query.id }}>
      {type && id && (
        <div className="mb-2 flex flex-wrap items-center justify-between gap-x-6">
          <h2 className="text-lg font-semibold">
            {type === "post" ? t("audit.onePost", { id }) : t("audit.oneUser", { name: items[0]?.target ?? `#${id}` })}
          </h2>
          <Link href={path} className="inline-flex min-h-11 items-center text-sm text-muted underline hover:text-ink">
            {t("audit.all")}
          </Link>
        </div>
      )}
      {items.length > 0 ? <AuditList entries={items} /> : <p className="py-12 text-muted">{t("empty")}</p>}
      <Pager path={path} query={query} nextBefore={nextBefore} />
    </AdminFrame>
  );
}
