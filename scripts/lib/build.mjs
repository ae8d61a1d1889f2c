import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { compressBuildFiles, filesBelow, hintStartScripts } from "./build-files.mjs";
import { logFile, root, runNode } from "./child.mjs";

const folders = ["app", "components", "lib", "messages", "public"];
/** What next.config.ts imports, and what is done to the files that Next has built. */
const imported = ["chosen-language.mjs", "security-headers.mjs", "build-files.mjs"].map(
  (name) => `scripts/lib/${name}`,
);
const isSource = (/** @type {string} */ path) =>
  !/\.test\.tsx?$|^lib\/testing\/|^(?:vitest|playwright)\.config\./.test(path);

/** One number for everything that a build is made of. */
function sourceHash() {
  const files = [
    ...readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|mjs|json)$/.test(entry.name) && entry.name !== "next-env.d.ts")
      .map(({ name }) => name),
    ...imported,
    ...folders.flatMap((folder) =>
      filesBelow(join(root, folder)).map((path) => relative(root, path).replaceAll("\\", "/")),
    ),
  ];
  const hash = createHash("sha256").update(process.version);
  for (const path of files.filter(isSource).sort()) hash.update(`\n${path}\n`).update(readFileSync(join(root, path)));
  return hash.digest("hex");
}

export const output = join(root, process.env.PODIUM_DIST_DIR || ".next");
const buildId = join(output, "BUILD_ID");
const record = join(output, "podium-source");

export function isBuilt() {
  return existsSync(buildId) && existsSync(record) && readFileSync(record, "utf8") === sourceHash();
}

/** `next build`, unless the build is of this very source. It needs no database, and gets none. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  const hash = sourceHash();
  // A build that is cut short counts as none.
  rmSync(record, { force: true });
  rmSync(buildId, { force: true });
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", DATABASE_URL: "" };
  await runNode("next build", ["node_modules/next/dist/bin/next", "build"], { env, logFile: logFile("build") });
  if (!existsSync(buildId)) throw new Error(`next build ended without a build. Its output is in ${logFile("build")}`);
  hintStartScripts(output);
  await compressBuildFiles(output);
  writeFileSync(record, hash);
}
