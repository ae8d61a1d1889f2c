import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { logFile, root, runNode } from "./child.mjs";

const inRoot = (/** @type {string} */ path) => join(root, path);
const hashOf = (/** @type {string[]} */ paths) => {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(readFileSync(inRoot(path)));
  return hash.digest("hex");
};
const recorded = (/** @type {string} */ path) => (existsSync(inRoot(path)) ? readFileSync(inRoot(path), "utf8") : null);

const installRecord = "node_modules/.podium-lockfile";
const clientRecord = "node_modules/.podium-client";
const client = "lib/db/generated/client.ts";

// Prisma looks for an engine to download unless it is shown a program; nothing here ever runs it.
const withoutEngine = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" };

/** Do node_modules hold what package-lock.json asks for? Installing by hand counts too. */
export function isInstalled() {
  const hash = hashOf(["package-lock.json"]);
  if (recorded(installRecord) === hash) return true;
  const installed = recorded("node_modules/.package-lock.json");
  if (!installed) return false;
  const { packages: have } = JSON.parse(installed);
  const { packages: want } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"));
  return Object.entries(want).every(
    ([path, { version, optional }]) => path === "" || (have[path] ? have[path].version === version : optional),
  );
}

/** `npm ci`, by the npm that runs us when there is one. */
async function install() {
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  // A production environment would leave out what the build needs.
  const options = { env: { ...withoutEngine, NODE_ENV: "" }, logFile: logFile("install") };
  if (npm && /npm-cli\.c?js$/.test(npm)) await runNode("npm ci", [npm, ...args], options);
  else await runNode("npm ci", ["--eval", npmFromPath, ...args], options);
}

const npmFromPath = `
  const { spawn } = require("node:child_process");
  spawn("npm", process.argv.slice(1), { stdio: "inherit" })
    .on("error", (error) => { console.error(error.message); process.exit(1); })
    .on("close", (code) => process.exit(code ?? 1));`;

const clientSources = ["prisma/schema.prisma", "package-lock.json"];

/** Writes lib/db/generated from prisma/schema.prisma, without network. */
async function generateClient() {
  const command = ["node_modules/prisma/build/index.js", "generate"];
  await runNode("prisma generate", command, { env: withoutEngine, logFile: logFile("install") });
  await writeFile(inRoot(clientRecord), hashOf(clientSources));
}

/**
 * The packages of package-lock.json and the database client, installed and made where they are missing or stale.
 * Needs nothing but Node and npm.
 * @returns {Promise<boolean>} whether anything had to be done
 */
export async function ensureInstalled() {
  const stale = !isInstalled();
  if (stale) {
    await install();
    await writeFile(inRoot(installRecord), hashOf(["package-lock.json"]));
  }
  const outdated = !existsSync(inRoot(client)) || recorded(clientRecord) !== hashOf(clientSources);
  if (outdated) await generateClient();
  return stale || outdated;
}
