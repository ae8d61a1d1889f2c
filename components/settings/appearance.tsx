"use client";

import { useLocale, useTranslations } from "next-intl";
import { chooseLanguage } from "@/components/layout/chosen-language";
import { densities } from "@/components/layout/density";
import { themes } from "@/components/layout/theme";
import { useDensity } from "@/components/layout/use-density";
import { useTheme } from "@/components/layout/use-theme";
import { getPathname } from "@/lib/i18n/navigation";
import { routing } from "@/lib/i18n/routing";

const choice =
  "flex min-h-11 cursor-pointer items-center rounded-full border border-line bg-surface px-5 text-sm font-semibold text-muted hover:text-ink has-checked:border-accent has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent aria-[current]:border-accent aria-[current]:text-ink";

/** One of a few, chosen by what it says; heard as a group of radio buttons. */
function Choices<T extends string>({
  name,
  legend,
  options,
  chosen,
  label,
  onChoose,
}: {
  name: string;
  legend: string;
  options: readonly T[];
  chosen: T;
  label: (option: T) => string;
  onChoose: (option: T) => void;
}) {
  return (
    <fieldset className="needs-script">
      <legend className="mb-2 text-sm font-semibold">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <label key={option} className={choice}>
            <input
              type="radio"
              name={name}
              value={option}
              checked={option === chosen}
              onChange={() => onChoose(option)}
              className="sr-only"
            />
            {label(option)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** How the site looks in this browser. A language is an address; the rest needs a script and says so. */
export function Appearance() {
  const t = useTranslations("settings.appearance");
  const names = useTranslations("common.language");
  const here = useLocale();
  const [theme, chooseTheme] = useTheme();
  const [density, chooseDensity] = useDensity();
  return (
    <div className="flex flex-col gap-6">
      <div>
        <p id="language" className="mb-2 text-sm font-semibold">
          {t("language")}
        </p>
        <ul aria-labelledby="language" className="flex flex-wrap gap-2">
          {routing.locales.map((locale) => (
            <li key={locale}>
              <a
                href={getPathname({ href: "/settings", locale })}
                hrefLang={locale}
                lang={locale}
                onClick={() => chooseLanguage(locale)}
                onAuxClick={() => chooseLanguage(locale)}
                aria-current={locale === here ? "true" : undefined}
                className={choice}
              >
                {names(locale)}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <Choices
        name="theme"
        legend={t("theme")}
        options={themes}
        chosen={theme}
        label={(option) => t(`themes.${option}`)}
        onChoose={chooseTheme}
      />
      <Choices
        name="density"
        legend={t("density")}
        options={densities}
        chosen={density}
        label={(option) => t(`densities.${option}`)}
        onChoose={chooseDensity}
      />
      <noscript>
        <p className="text-sm text-muted">{t("noScript")}</p>
      </noscript>
    </div>
  );
}
