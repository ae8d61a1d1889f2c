import { useTranslations } from "next-intl";

/** The sections of the settings, in their order. */
const sections = ["profile", "appearance", "password", "sessions", "access-tokens", "data", "deletion"] as const;

/** Leads to a section: a line above them on a phone, a column beside them on a wide screen. */
export function SettingsNav() {
  const t = useTranslations("settings.nav");
  return (
    <nav
      aria-label={t("label")}
      className="link-line -mx-4 mb-8 px-4 lg:sticky lg:top-(--shell-top) lg:m-0 lg:-ml-3 lg:self-start lg:overflow-visible lg:p-0"
    >
      <ul className="flex text-sm font-semibold lg:flex-col">
        {sections.map((section) => (
          <li key={section}>
            <a
              href={`#${section}`}
              className={`flex min-h-11 items-center rounded-full px-3 whitespace-nowrap text-muted hover:text-ink`}
            >
              {t(section)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
