import { useTranslations } from "next-intl";
import { AccountMenu } from "@/components/account/account-menu";
import { SearchOpener } from "@/components/search/search-opener";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/lib/i18n/navigation";
import { LanguageLinks } from "./language-links";
import { NavLinks } from "./nav-links";
import { ThemeSwitch } from "./theme-switch";
import { Wordmark } from "./wordmark";

/** The quiet line above every page; `--shell-top` high. */
export function SiteHeader() {
  const t = useTranslations("common.nav");
  return (
    <header className="sticky top-0 z-20 bg-paper">
      <div className="mx-auto flex h-(--shell-top) max-w-[1920px] items-center gap-1 px-4 sm:gap-2 sm:px-6">
        <Link href="/" aria-label={t("home")} className="mr-2 flex min-h-11 items-center gap-2 sm:mr-4">
          <Wordmark />
        </Link>
        <NavLinks />
        <div className="ml-auto flex items-center">
          <SearchOpener />
          <LanguageLinks />
          <ThemeSwitch />
          <Link href="/upload" className={buttonClass("quiet", "mx-2 hidden! sm:inline-flex!")}>
            {t("post")}
          </Link>
          <AccountMenu />
        </div>
      </div>
    </header>
  );
}
