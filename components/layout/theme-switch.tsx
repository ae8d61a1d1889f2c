"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { DeviceIcon, MoonIcon, SunIcon } from "./icons";
import { type Theme, themeKey, themes } from "./theme";

const changed = "podium:theme";

function subscribe(listen: () => void) {
  // Another tab's choice arrives as a storage event, this tab's as our own.
  const adopt = (event: StorageEvent) => {
    if (event.key === themeKey)
      apply(event.newValue === "light" || event.newValue === "dark" ? event.newValue : "system");
  };
  window.addEventListener(changed, listen);
  window.addEventListener("storage", adopt);
  return () => {
    window.removeEventListener(changed, listen);
    window.removeEventListener("storage", adopt);
  };
}

function current(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
}

function apply(theme: Theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  window.dispatchEvent(new Event(changed));
}

function choose(theme: Theme) {
  try {
    localStorage.setItem(themeKey, theme);
  } catch {
    // Storage is off: the choice holds for this page alone.
  }
  apply(theme);
}

/** One button that goes through device, light and dark. Which icon shows is CSS's decision, so it is right before hydration. */
export function ThemeSwitch() {
  const t = useTranslations("common.theme");
  const theme = useSyncExternalStore<Theme>(subscribe, current, () => "system");
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
