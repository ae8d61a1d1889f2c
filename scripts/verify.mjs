/** `npm run verify`: the static checks and the unit tests. */
import { ensureInstalled } from "./lib/install.mjs";
import { staticChecks, step, vitest } from "./lib/steps.mjs";

await ensureInstalled();
let good = true;
for (const [name, command] of staticChecks) good = (await step(name, command)) && good;
good = (await step("unit tests", vitest("--project", "unit"), { quiet: false })) && good;
process.exitCode = good ? 0 : 1;
