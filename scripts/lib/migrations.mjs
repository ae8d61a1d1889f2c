import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

/** This repository's migrations. */
export const migrationsFolder = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/** The lock that `prisma migrate deploy` takes: the two never run at once. */
const lockKey = 72_707_369;

const createLedger = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/** Thrown with a sentence for the reader; the database is as it was before the migration that failed. */
export class MigrationError extends Error {}

/**
 * Applies what is missing, in the order of the names, each in its own transaction together with its row in
 * `_prisma_migrations`, which is written as Prisma writes it. Any number of servers may call this at once.
 * @param {string} connectionString
 * @param {{ folder?: string }} [options]
 * @returns {Promise<string[]>} the names of what was applied now
 * @throws {MigrationError} when an applied migration was edited, is unknown here or had failed, or when one fails now
 */
export async function migrate(connectionString, { folder = migrationsFolder } = {}) {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, options: "-c timezone=UTC" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    await client.query(createLedger);
    const pending = await findPending(client, migrations);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    // Ends the session, and with it the lock.
    await client.end();
  }
}

/** @typedef {{ name: string, sql: string, checksum: string }} Migration */

/** @returns {Promise<Migration[]>} */
async function readMigrations(/** @type {string} */ folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: checksumOf(sql) };
    }),
  );
}

/** The migrations that this database lacks, after making sure that the ones it has are ours. */
async function findPending(/** @type {pg.Client} */ client, /** @type {Migration[]} */ migrations) {
  const { rows } = await client.query(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at",
  );
  const applied = new Set();
  for (const { migration_name: name, checksum, finished_at: finishedAt } of rows) {
    const migration = migrations.find((candidate) => candidate.name === name);
    if (!migration) {
      throw new MigrationError(
        `The database is newer than this version of Podium: it has the migration "${name}", which is unknown here. Start the newer version, or restore a backup of the database.`,
      );
    }
    if (!finishedAt) {
      throw new MigrationError(
        `The migration "${name}" failed in this database earlier. Resolve it with \`prisma migrate resolve\`.`,
      );
    }
    if (!hasChecksum(migration, checksum)) {
      throw new MigrationError(
        `The migration "${name}" was edited after it had been applied to this database. Put prisma/migrations/${name}/migration.sql back as it was, and write a new migration.`,
      );
    }
    applied.add(name);
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(/** @type {pg.Client} */ client, /** @type {Migration} */ { name, sql, checksum }) {
  try {
    await client.query("BEGIN");
    const before = await client.query("SELECT pg_current_xact_id()::text AS id");
    await client.query(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, clock_timestamp())",
      [randomUUID(), checksum, name],
    );
    await client.query(sql);
    const after = await client.query("SELECT pg_current_xact_id()::text AS id");
    if (before.rows[0].id !== after.rows[0].id)
      throw new Error("a migration must not begin or end transactions itself");
    await client.query(
      "UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE migration_name = $1 AND finished_at IS NULL",
      [name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw new MigrationError(`The migration "${name}" failed and left nothing behind: ${error.message}`, {
      cause: error,
    });
  }
}

/** A checkout with other line ends is still the same migration; Prisma judges so too. */
function hasChecksum({ sql }, checksum) {
  const unix = sql.replaceAll("\r\n", "\n");
  return [sql, unix, unix.replaceAll("\n", "\r\n")].some((text) => checksumOf(text) === checksum);
}

function checksumOf(/** @type {string} */ text) {
  return createHash("sha256").update(text).digest("hex");
}
