import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir, platform } from "node:os";
import { delimiter, join } from "node:path";

/**
 * Chromium without a window of its own: the same engine. A whole browser without a window draws its interface
 * nonetheless, and takes as much of the processor for that as a page does.
 */
const shell = "chromium-headless-shell";
const names = [shell, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macPaths = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
].flatMap((path) => [path, join(homedir(), path)]);

function findOnPath(candidates) {
  for (const folder of (process.env.PATH ?? "").split(delimiter))
    for (const name of candidates) if (existsSync(join(folder, name))) return join(folder, name);
  return undefined;
}

/** The Chromium or Chrome of this machine: `CHROMIUM_PATH`, the PATH, a shell first, the usual places; undefined when there is none. */
export function findBrowser() {
  return (
    process.env.CHROMIUM_PATH || findOnPath(names) || (platform() === "darwin" ? macPaths.find(existsSync) : undefined)
  );
}

/** Is this Debian or its kin, and are we root? Then its packages can be installed. */
export function canInstallPackages() {
  return platform() === "linux" && process.getuid?.() === 0 && findOnPath(["apt-get"]) !== undefined;
}

/** Installs packages of the system. @returns {boolean} whether it worked */
export function installPackages(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (args) => spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
  return run(["update", "-qq"]) && run(["install", "-y", "-qq", "--no-install-recommends", ...packages]);
}

/**
 * A browser for the tests: the shell, found or installed, else any Chromium or Chrome there is, else Playwright's own download.
 * @returns {string | null} its path; null when Playwright's own is used
 * @throws Error that says what to install when there is none
 */
export function ensureBrowser() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  if (!findOnPath([shell]) && canInstallPackages()) {
    console.log(`  installing ${shell} for the tests`);
    installPackages([shell]);
  }
  const found = findBrowser();
  if (found) return found;
  const playwright = join("node_modules", "@playwright", "test", "cli.js");
  const download = [playwright, "install", "--only-shell", "chromium"];
  if (spawnSync(process.execPath, download, { stdio: "inherit" }).status === 0) return null;
  throw new Error("The tests need a browser: install Chromium or Chrome, or set CHROMIUM_PATH to one.");
}
