"use client";

import { useTranslations } from "next-intl";
import { DeviceIcon, MoonIcon, SunIcon } from "./icons";
import { themes } from "./theme";
import { useTheme } from "./use-theme";

/** One button that goes through device, light and dark. Which icon shows is CSS's decision, so it is right before hydration. */
export function ThemeSwitch() {
  const t = useTranslations("common.theme");
  const [theme, choose] = useTheme();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
  return (
    <button
      type="button"
      className="needs-script flex size-11 items-center justify-center rounded-full text-muted transition-colors hover:text-ink"
      aria-label={t(theme)}
      title={t(theme)}
      onClick={() => choose(next)}
    >
      <DeviceIcon className="theme-system" />
      <SunIcon className="theme-light" />
      <MoonIcon className="theme-dark" />
    </button>
  );
}
