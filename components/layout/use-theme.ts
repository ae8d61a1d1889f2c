"use client";

import { useSyncExternalStore } from "react";
import { type Theme, themeKey } from "./theme";

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

/** Chooses the theme, in this browser and from now on. */
function choose(theme: Theme) {
  try {
    localStorage.setItem(themeKey, theme);
  } catch {
    // Storage is off: the choice holds for this page alone.
  }
  apply(theme);
}

/** The chosen theme and how to choose another. On the server, where nobody has chosen, it is "system". */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore<Theme>(subscribe, current, () => "system"), choose];
}
