import { useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import { roles } from "@/lib/auth/viewer";
import { Link } from "@/lib/i18n/navigation";
import { type AuditEntry, auditedActions } from "@/lib/moderation/schema";

function Sentence({ entry }: { entry: AuditEntry }) {
  const t = useTranslations("moderation");
  const label = entry.targetType === "user" ? (entry.target ?? `#${entry.targetId}`) : `#${entry.targetId}`;
  const parts = {
    actor: () => <strong>{entry.actor ?? t("someone")}</strong>,
    target: () => (
      <Link
        href={
          entry.targetType === "post"
            ? { pathname: "/admin", query: { q: `#${entry.targetId}` } }
            : { pathname: "/admin/audit", query: { target: `user:${entry.targetId}` } }
        }
        className="font-semibold underline decoration-line underline-offset-4 hover:decoration-current"
      >
        {label}
      </Link>
    ),
  };
  const action = auditedActions.find((known) => known === entry.action);
  if (action === "change_role") {
    const name = (value: unknown) => {
      const role = roles.find((known) => known === value);
      return role ? t(`roles.${role}`) : String(value);
    };
    return t.rich("audit.change_role", { ...parts, before: name(entry.before.role), after: name(entry.after.role) });
  }
  if (action === "restore_post" && typeof entry.after.nearDuplicateId === "number")
    return t.rich("audit.restore_post_apart", { ...parts, other: String(entry.after.nearDuplicateId) });
  return action ? t.rich(`audit.${action}`, parts) : t.rich("audit.other", { ...parts, action: entry.action });
}

/** What was done, one sentence a line, with its reason. */
export function AuditList({ entries }: { entries: readonly AuditEntry[] }) {
  const t = useTranslations("moderation");
  return (
    <ol className="divide-y divide-line">
      {entries.map((entry) => (
        <li key={entry.id} className="grid gap-x-6 gap-y-1 py-4 sm:grid-cols-[minmax(0,1fr)_auto]">
          <div className="flex min-w-0 flex-col gap-1">
            <p>
              <Sentence entry={entry} />
            </p>
            {entry.targetType === "post" && entry.target && (
              <p className="line-clamp-1 text-sm text-muted">{entry.target}</p>
            )}
            {entry.reason && <p className="text-sm">{t("hiddenReason", { reason: entry.reason })}</p>}
          </div>
          <p className="text-sm text-muted tabular-nums">
            <LocalTime at={entry.createdAt} />
          </p>
        </li>
      ))}
    </ol>
  );
}
