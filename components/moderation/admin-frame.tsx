import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { Link } from "@/lib/i18n/navigation";
import { auditedActions } from "@/lib/moderation/schema";

const tabs = [
  { name: "posts", href: "/admin" },
  { name: "reports", href: "/admin/reports" },
  { name: "members", href: "/admin/members" },
  { name: "integrity", href: "/admin/integrity" },
  { name: "audit", href: "/admin/audit" },
] as const;

/** The frame of every moderation page: its tabs, and above the list what was just done. */
export function AdminFrame({
  tab,
  done,
  children,
}: {
  tab: (typeof tabs)[number]["name"];
  /** What the form sent back in the address. */
  done: { action: string | undefined; id: string | undefined };
  children: ReactNode;
}) {
  const t = useTranslations("moderation");
  const action = [...auditedActions, "restore_post_apart" as const].find((known) => known === done.action);
  return (
    <Page title={t("title")}>
      <nav
        aria-label={t("tabs.label")}
        className="link-line -mx-4 mb-6 flex gap-5 border-b border-line px-4 sm:mx-0 sm:gap-6 sm:px-0"
      >
        {tabs.map(({ name, href }) => (
          <Link
            key={name}
            href={href}
            aria-current={name === tab ? "page" : undefined}
            className="-mb-px flex min-h-11 items-center border-b-2 border-transparent text-sm font-semibold whitespace-nowrap text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
          >
            {t(`tabs.${name}`)}
          </Link>
        ))}
      </nav>
      {action && /^\d+$/.test(done.id ?? "") && (
        <div className="mb-6">
          <Notice>{t(`done.${action}`, { id: done.id ?? "" })}</Notice>
        </div>
      )}
      {children}
    </Page>
  );
}
