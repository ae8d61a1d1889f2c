import type { Case } from "./case";
import { comfyCases } from "./comfy-cases";
import { comfyNodes } from "./comfy-nodes";
import { comfyVariants } from "./comfy-variants";
import { comfyWorkflows } from "./comfy-workflows";
import { describedCases } from "./described-cases";
import { settingsCases } from "./settings-cases";
import { toolCases } from "./tool-cases";

/** Every file of the corpus that is small and well formed. The hostile ones are made where they are tested. */
export const corpus = (): Case[] => [
  ...settingsCases(),
  ...comfyCases(),
  ...comfyVariants(),
  ...comfyNodes(),
  ...comfyWorkflows(),
  ...toolCases(),
  ...describedCases(),
];
