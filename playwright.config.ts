import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/lib/browser.mjs";

const port = Number(process.env.E2E_PORT ?? 3210);
/** Workers and the server share this folder; one for each run. */
process.env.PODIUM_DATA_DIR ??= join(tmpdir(), `podium-e2e-${process.pid}`);
process.env.NEXTAUTH_SECRET ??= "a secret for the tests alone, 32 characters";
process.env.E2E_PORT = String(port);

/**
 * Two hundred votes at once, and every test from one address: the site under test lets that through. The limits
 * themselves are tested on servers of their own, with those that hold by default (see e2e/limits.spec.ts).
 */
const limits = Object.fromEntries(
  [
    "UPLOADS",
    "EDITS",
    "LIKES",
    "VOTES",
    "VOTES_PER_DAY",
    "READS",
    "MODERATION",
    "DOWNLOADS",
    "EXPORTS",
    "SIGN_UP",
    "SIGN_IN",
    "SIGN_IN_ACCOUNT",
  ].map((name) => [`LIMIT_${name}`, "100000"]),
);

const executablePath = findBrowser();

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // What ends a test that hangs. None is to fail because the machine is slow today.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  // A retry would hide a race; every failure is one.
  retries: 0,
  workers: 2,
  reporter: process.env.E2E_REPORT ? [["line"], ["json", { outputFile: process.env.E2E_REPORT }]] : [["line"]],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1280, height: 800 },
    // Its pictures of each step cost as much as the browser's own work; where nobody looks at them there are none.
    trace: process.env.CI ? "off" : "retain-on-failure",
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
      ],
    },
  },
  projects: [
    // Every state of every page takes longer than all else: `E2E_EVERY_PAGE=1 npx playwright test every-page` asks for it.
    { name: "site", testIgnore: process.env.E2E_EVERY_PAGE ? /outages/ : /outages|every-page/ },
    // Stops databases under its own servers, so it runs alone, when the machine is quiet.
    { name: "outages", testMatch: /outages/, dependencies: ["site"] },
  ],
  webServer: {
    command: "node scripts/start.mjs",
    url: `http://localhost:${port}/api/v1/me/state`,
    env: {
      PORT: String(port),
      PODIUM_DATA_DIR: process.env.PODIUM_DATA_DIR,
      NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET,
      ...limits,
    },
    timeout: 240_000,
    stdout: "pipe",
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
  },
});
