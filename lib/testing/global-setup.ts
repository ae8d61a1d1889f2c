import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "../../scripts/lib/migrations.mjs";
import { ensureDatabase, newPassword, startPostgres } from "../../scripts/lib/postgres.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** One server for the whole run: its maintenance database, and the migrated one that every test file copies. */
    postgres: { maintenanceUrl: string; templateUrl: string; template: string };
  }
}

const template = "podium_template";

/** One real Postgres for the run, in a temporary folder, without the guarantees that only matter after a power cut. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "podium-test-"));
  const postgres = await startPostgres({
    directory: join(folder, "postgres"),
    password: newPassword(),
    logFile: join(folder, "postgres.log"),
    settings: { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_connections: "300" },
  });
  await ensureDatabase(postgres, template);
  await migrate(postgres.url(template));
  project.provide("postgres", {
    maintenanceUrl: postgres.url("postgres"),
    templateUrl: postgres.url(template),
    template,
  });
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
