export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

export const densityKey = "podium-density";

/** Runs in <head> before the first paint, beside the theme's script: a chosen density never shows the other one first. */
export const densityScript = `try{if(localStorage.getItem("${densityKey}")==="compact")document.documentElement.dataset.density="compact"}catch(e){}`;
