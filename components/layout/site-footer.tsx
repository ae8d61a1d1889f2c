import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";

/** The quiet line below every page. */
export function SiteFooter() {
  const t = useTranslations("common.footer");
  return (
    <footer className="mx-auto flex w-full max-w-[1920px] flex-wrap items-center justify-between gap-x-6 px-4 py-6 text-sm text-muted sm:px-6">
      <p>{t("line")}</p>
      <Link href="/docs/api" prefetch={false} className="flex min-h-11 items-center underline hover:text-ink">
        {t("api")}
      </Link>
      {/* The account menu needs JavaScript; without it this is the way out. */}
      <noscript>
        <Link href="/sign-out" prefetch={false} className="flex min-h-11 items-center underline">
          {t("signOut")}
        </Link>
      </noscript>
    </footer>
  );
}
