import type { Style } from "./styles";

/** One picture of the demo. */
export interface Work {
  style: Style;
  seed: number;
  width: number;
  height: number;
  language: "en" | "ko";
}

const formats = {
  landscape: [1380, 920],
  wide: [1536, 864],
  portrait: [920, 1380],
  tall: [1080, 1350],
  square: [1200, 1200],
} as const;
type Format = keyof typeof formats;

/** The seeds were chosen by eye; each style is followed by its pictures: seed, format, and "ko" where the prompt is Korean. */
const chosen: Record<Style, readonly (readonly [seed: number, format: Format, language?: "ko"])[]> = {
  "flow-field": [
    [0, "landscape"],
    [1, "tall"],
    [2, "wide"],
    [3, "square", "ko"],
    [4, "portrait"],
  ],
  julia: [
    [0, "wide"],
    [1, "landscape"],
    [2, "tall", "ko"],
    [4, "landscape"],
  ],
  "stained-glass": [
    [0, "square"],
    [1, "landscape"],
    [2, "wide"],
    [3, "portrait"],
    [4, "tall", "ko"],
  ],
  "reaction-diffusion": [
    [0, "landscape"],
    [1, "wide"],
    [2, "square"],
    [3, "tall", "ko"],
  ],
  "strange-attractor": [
    [0, "square"],
    [5, "tall"],
    [6, "tall"],
    [7, "square"],
    [8, "square", "ko"],
  ],
  marble: [
    [0, "portrait"],
    [1, "wide"],
    [2, "landscape", "ko"],
    [3, "tall"],
  ],
  "circle-packing": [
    [0, "square"],
    [1, "landscape"],
    [2, "tall"],
    [3, "portrait", "ko"],
  ],
  harmonograph: [
    [0, "wide"],
    [1, "landscape"],
    [3, "square"],
    [4, "wide", "ko"],
  ],
  truchet: [
    [0, "square"],
    [1, "landscape"],
    [2, "portrait", "ko"],
  ],
  ridgeline: [
    [0, "tall"],
    [1, "portrait"],
    [2, "tall", "ko"],
    [3, "square"],
  ],
  mountains: [
    [0, "wide"],
    [1, "landscape", "ko"],
    [2, "wide"],
    [3, "portrait", "ko"],
  ],
  penrose: [
    [0, "landscape"],
    [1, "square"],
    [3, "tall", "ko"],
  ],
  phyllotaxis: [
    [0, "square"],
    [1, "tall"],
    [2, "square", "ko"],
    [3, "portrait"],
  ],
  "contour-map": [
    [0, "landscape"],
    [1, "portrait"],
    [2, "square", "ko"],
    [3, "wide"],
  ],
  "blossom-tree": [
    [8, "landscape", "ko"],
    [5, "tall"],
    [6, "tall"],
    [7, "wide"],
  ],
};

/** All pictures, style by style. */
export const works: readonly Work[] = (Object.keys(chosen) as Style[]).flatMap((style) =>
  chosen[style].map(([seed, format, language]): Work => {
    const [width, height] = formats[format];
    return { style, seed, width, height, language: language ?? "en" };
  }),
);
