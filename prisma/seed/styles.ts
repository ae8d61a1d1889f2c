import type { Generator } from "./canvas";
import { blossomTree } from "./generators/blossom-tree";
import { circlePacking } from "./generators/circle-packing";
import { contourMap } from "./generators/contour-map";
import { flowField } from "./generators/flow-field";
import { harmonograph } from "./generators/harmonograph";
import { julia } from "./generators/julia";
import { marble } from "./generators/marble";
import { mountains } from "./generators/mountains";
import { penrose } from "./generators/penrose";
import { phyllotaxis } from "./generators/phyllotaxis";
import { reactionDiffusion } from "./generators/reaction-diffusion";
import { ridgeline } from "./generators/ridgeline";
import { stainedGlass } from "./generators/stained-glass";
import { strangeAttractor } from "./generators/strange-attractor";
import { truchet } from "./generators/truchet";

/** Every generator, under the model name its posts carry. */
export const styles = {
  "blossom-tree": blossomTree,
  "circle-packing": circlePacking,
  "contour-map": contourMap,
  "flow-field": flowField,
  harmonograph,
  julia,
  marble,
  mountains,
  penrose,
  phyllotaxis,
  "reaction-diffusion": reactionDiffusion,
  ridgeline,
  "stained-glass": stainedGlass,
  "strange-attractor": strangeAttractor,
  truchet,
} satisfies Record<string, Generator>;

export type Style = keyof typeof styles;
