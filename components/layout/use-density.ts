"use client";

import { useSyncExternalStore } from "react";
import { type Density, densityKey } from "./density";

const changed = "podium:density";

function subscribe(listen: () => void) {
  // Another tab's choice arrives as a storage event, this tab's as our own.
  const adopt = (event: StorageEvent) => {
    if (event.key === densityKey) apply(event.newValue === "compact" ? "compact" : "comfortable");
  };
  window.addEventListener(changed, listen);
  window.addEventListener("storage", adopt);
  return () => {
    window.removeEventListener(changed, listen);
    window.removeEventListener("storage", adopt);
  };
}

const current = (): Density => (document.documentElement.dataset.density === "compact" ? "compact" : "comfortable");

function apply(density: Density) {
  if (density === "compact") document.documentElement.dataset.density = density;
  else delete document.documentElement.dataset.density;
  window.dispatchEvent(new Event(changed));
}

/** Chooses how close the images of a gallery stand, in this browser and from now on. */
function choose(density: Density) {
  try {
    localStorage.setItem(densityKey, density);
  } catch {
    // Storage is off: the choice holds for this page alone.
  }
  apply(density);
}

/** The chosen density and how to choose another. On the server, where nobody has chosen, it is "comfortable". */
export function useDensity(): readonly [Density, (density: Density) => void] {
  return [useSyncExternalStore<Density>(subscribe, current, () => "comfortable"), choose];
}
