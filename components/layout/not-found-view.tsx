import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/lib/i18n/navigation";

/** What stands where nothing is. */
export function NotFoundView() {
  const t = useTranslations("common.notFound");
  return (
    <main
      id="main"
      className="mx-auto flex w-full max-w-md flex-1 flex-col items-start justify-center gap-6 px-4 py-16 sm:px-6"
    >
      <p className="text-sm font-semibold text-muted">404</p>
      <h1 className="text-2xl font-bold tracking-tight sm:text-3xl">{t("title")}</h1>
      <p className="text-muted">{t("text")}</p>
      <Link href="/" className={buttonClass()}>
        {t("back")}
      </Link>
    </main>
  );
}
