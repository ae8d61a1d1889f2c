import { spawn } from "node:child_process";
import { join } from "node:path";

const bin = (name, ...path) => [process.execPath, join("node_modules", name, ...path)];

/** Checks that read the code without running it; each a name and a command. */
export const staticChecks = [
  ["format and lint", [...bin("@biomejs", "biome", "bin", "biome"), "check"]],
  ["route types", [...bin("next", "dist", "bin", "next"), "typegen"]],
  ["client types", [process.execPath, "--import", "tsx", "scripts/api-types.ts"]],
  ["types", [...bin("typescript", "bin", "tsc"), "--noEmit"]],
  [
    "directions",
    [
      ...bin("dependency-cruiser", "bin", "dependency-cruise.mjs"),
      "app",
      "components",
      "lib",
      "prisma",
      "scripts",
      "--output-type",
      "err",
    ],
  ],
  ["unused code", [...bin("knip", "bin", "knip.js")]],
];

/** Vitest, with the arguments given. */
export const vitest = (...args) => [...bin("vitest", "vitest.mjs"), "run", ...args];

/** Playwright, with the arguments given. */
export const playwright = (...args) => [...bin("@playwright", "test", "cli.js"), "test", ...args];

/**
 * Runs a command and resolves to whether it succeeded. Quiet ones print only when they fail.
 * @param {string} name
 * @param {string[]} command
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options]
 */
export async function step(name, [command, ...args], { quiet = true, env = {} } = {}) {
  const started = performance.now();
  const child = spawn(/** @type {string} */ (command), args, {
    stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  const output = [];
  child.stdout?.on("data", (chunk) => output.push(chunk));
  child.stderr?.on("data", (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  if (code !== 0) process.stdout.write(Buffer.concat(output));
  console.log(`${code === 0 ? "✓" : "✗"} ${name} (${seconds} s)`);
  return code === 0;
}
