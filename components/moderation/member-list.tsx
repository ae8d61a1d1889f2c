import { useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import { roles, type Viewer } from "@/lib/auth/viewer";
import { Link } from "@/lib/i18n/navigation";
import { maySetActive } from "@/lib/moderation/authority";
import type { ModeratedMember } from "@/lib/moderation/schema";
import type { FormState } from "@/lib/operation/form-state";
import { ActForm } from "./act-form";

function RoleChoice({ role }: { role: ModeratedMember["role"] }) {
  const t = useTranslations("moderation");
  return (
    <label className="flex flex-col gap-2 text-sm font-semibold">
      {t("role.field")}
      <select
        name="role"
        defaultValue={role}
        className="min-h-11 rounded-card border border-line bg-surface px-3 text-base font-normal text-ink"
      >
        {roles.map((each) => (
          <option key={each} value={each}>
            {t(`roles.${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Members as rows, each with what this viewer may do about it. */
export function MemberList({
  members,
  viewer,
  back,
  answers,
}: {
  members: readonly ModeratedMember[];
  viewer: Viewer;
  back: string;
  answers: { deactivate: FormState; reactivate: FormState; role: FormState };
}) {
  const t = useTranslations("moderation");
  return (
    <ul className="divide-y divide-line">
      {members.map((member) => (
        <li
          key={member.id}
          className="grid grid-cols-[auto_auto_1fr] items-start gap-x-2 gap-y-2 py-4 lg:grid-cols-[minmax(0,1fr)_10rem_9rem_7rem]"
        >
          <div className="col-span-full flex min-w-0 flex-col gap-1 lg:col-span-1">
            <p className="font-semibold">
              {member.handle}
              {member.id === viewer.id && <span className="ml-2 text-sm font-normal text-muted">({t("you")})</span>}
            </p>
            <p className="flex flex-wrap gap-x-2 text-sm text-muted">
              <span>#{member.id}</span>
              <span>{t.rich("joined", { time: () => <LocalTime at={member.createdAt} format="date" /> })}</span>
              <span>{t("posts", { count: member.postCount })}</span>
            </p>
          </div>
          <div className="col-span-full flex flex-wrap items-center gap-x-4 text-sm lg:col-span-1 lg:flex-col lg:items-start">
            <span className={member.role === "member" ? "text-muted" : "font-semibold"}>
              {t(`roles.${member.role}`)}
            </span>
            {!member.isActive && <span className="font-semibold text-danger">{t("memberStates.inactive")}</span>}
            <Link
              href={{ pathname: "/admin/audit", query: { target: `user:${member.id}` } }}
              aria-label={`${t("history")}: ${member.handle}`}
              className="inline-flex min-h-11 items-center text-muted underline hover:text-ink lg:min-h-6"
            >
              {t("history")}
            </Link>
          </div>
          {member.id !== viewer.id && maySetActive(viewer.role, member.role) ? (
            <ActForm
              key={`active-${member.isActive}`}
              act={member.isActive ? "deactivate" : "reactivate"}
              id={member.id}
              name={member.handle}
              back={back}
              answer={member.isActive ? answers.deactivate : answers.reactivate}
            />
          ) : (
            <span className="hidden lg:block" />
          )}
          {viewer.role === "admin" && (
            <ActForm
              key={`role-${member.role}`}
              act="role"
              id={member.id}
              name={member.handle}
              back={back}
              answer={answers.role}
            >
              <RoleChoice role={member.role} />
            </ActForm>
          )}
        </li>
      ))}
    </ul>
  );
}
