/**
 * `npm test`: every check and every test, on a machine where nothing was prepared. The last line has the real counts:
 * those of Vitest's and Playwright's own reports, and one for each static check.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canInstallPackages, ensureBrowser, installPackages } from "./lib/browser.mjs";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { playwright, staticChecks, step, vitest } from "./lib/steps.mjs";

const folder = mkdtempSync(join(tmpdir(), "podium-reports-"));
const counts = { passed: 0, failed: 0, skipped: 0 };

/** Adds one check, or a suite that left no report because it could not run. */
function count(good) {
  counts[good ? "passed" : "failed"] += 1;
}

/** The report a runner left, or null when it broke before writing one. */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

async function runVitest(project) {
  const path = join(folder, `${project}.json`);
  const good = await step(
    `tests: ${project}`,
    vitest("--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${path}`),
    { quiet: false },
  );
  const report = readReport(path);
  if (!report || (!good && report.numFailedTests === 0)) count(false);
  counts.passed += report?.numPassedTests ?? 0;
  counts.failed += report?.numFailedTests ?? 0;
  counts.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
}

async function runPlaywright() {
  const path = join(folder, "e2e.json");
  const good = await step("tests: in the browser", playwright(), {
    quiet: false,
    env: { E2E_REPORT: path, PODIUM_DATA_DIR: join(folder, "site") },
  });
  const { expected = 0, unexpected = 0, skipped = 0, flaky = 0 } = readReport(path)?.stats ?? {};
  if (!good && unexpected + flaky === 0) count(false);
  counts.passed += expected;
  counts.failed += unexpected + flaky;
  counts.skipped += skipped;
}

try {
  await ensureInstalled();
  const hasRedis = () => spawnSync("redis-server", ["--version"], { stdio: "ignore" }).status === 0;
  if (!hasRedis() && !(canInstallPackages() && installPackages(["redis-server"]) && hasRedis()))
    console.log(
      "! redis-server is not on this machine: the suites that need a real Redis are skipped. Install it to run them.",
    );
  process.env.CHROMIUM_PATH = ensureBrowser() ?? "";
  for (const [name, command] of staticChecks) count(await step(name, command));
  await runVitest("unit");
  await ensureBuilt();
  await runVitest("slow");
  await runPlaywright();
} catch (error) {
  count(false);
  console.error(error);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
console.log(`tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
