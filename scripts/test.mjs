/**
 * `npm test`: every check and every test, on a machine where nothing was prepared. The last line has the real counts:
 * those of Vitest's and Playwright's own reports, and one for each static check. What failed is said again just above it,
 * for whoever sees only the end.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { canInstallPackages, ensureBrowser, installPackages } from "./lib/browser.mjs";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { playwright, staticChecks, step, vitest } from "./lib/steps.mjs";

const folder = mkdtempSync(join(tmpdir(), "podium-reports-"));
const counts = { passed: 0, failed: 0, skipped: 0 };
/** Each a name, and the beginning of what was said. */
const failures = [];

/** Adds one check, or a suite that left no report because it could not run. */
function count(name, good) {
  counts[good ? "passed" : "failed"] += 1;
  if (!good) failures.push([name, ""]);
}

/** The report a runner left, or null when it broke before writing one. */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

/** A failure of a file as a whole, in its hooks or while it loads, has no test to name. */
function failedInVitest({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((each) => each.status === "failed");
    if (status === "failed" && failed.length === 0) return [[name, message]];
    return failed.map(({ fullName, failureMessages }) => [`${name} › ${fullName}`, failureMessages.join("\n")]);
  });
}

function failedInPlaywright({ suites, errors = [] }) {
  const specs = (/** @type {any} */ suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  return [
    ...errors.map(({ message }) => ["in the browser", message]),
    ...suites.flatMap(specs).flatMap(({ file, line, title, ok, tests }) => {
      const [error] = tests.flatMap((test) => test.results).flatMap((result) => result.errors);
      return ok && !tests.some(({ status }) => status === "flaky")
        ? []
        : [[`e2e/${file}:${line} › ${title}`, error?.message]];
    }),
  ];
}

async function runVitest(project) {
  const path = join(folder, `${project}.json`);
  const good = await step(
    `tests: ${project}`,
    vitest("--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${path}`),
    { quiet: false },
  );
  const report = readReport(path);
  if (!report || (!good && report.numFailedTests === 0)) count(`tests: ${project}`, false);
  failures.push(...(report ? failedInVitest(report) : []));
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
  const report = readReport(path);
  const { expected = 0, unexpected = 0, skipped = 0, flaky = 0 } = report?.stats ?? {};
  if (!good && unexpected + flaky === 0) count("tests: in the browser", false);
  failures.push(...(report ? failedInPlaywright(report) : []));
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
  for (const [name, command] of staticChecks) count(name, await step(name, command));
  await runVitest("unit");
  await ensureBuilt();
  await runVitest("slow");
  await runPlaywright();
} catch (error) {
  count("npm test", false);
  console.error(error);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const [name, said = ""] of failures)
  console.log(`\n✗ ${name}\n${stripVTControlCharacters(String(said)).slice(0, 1_500)}`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
console.log(`tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
