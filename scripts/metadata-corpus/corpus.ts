import type { Case } from "./case";
import { comfyCases } from "./comfy-cases";
import { otherCases } from "./other-cases";
import { settingsCases } from "./settings-cases";

/** Every file of the corpus that is small and well formed. The hostile ones are made where they are tested. */
export const corpus = (): Case[] => [...settingsCases(), ...comfyCases(), ...otherCases()];
