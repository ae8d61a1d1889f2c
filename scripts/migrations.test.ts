import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { migrate, migrationsFolder } from "./lib/migrations.mjs";

let url: string;
let folder: string;

beforeEach(async () => {
  ({ url } = await testDatabase({ migrated: false }));
  folder = await mkdtemp(join(tmpdir(), "podium-migrations-"));
  await write("1_trees", "CREATE TABLE trees (id SERIAL PRIMARY KEY);");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, sql: string) {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, "migration.sql"), sql);
}

async function query<Row extends pg.QueryResultRow>(sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const tables = async () =>
  (await query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).map(
    ({ name }) => name,
  );

test("one command creates all tables on an empty database, and the second finds nothing to do", async () => {
  const applied = await migrate(url);
  expect(applied[0]).toBe("20261123000000_init");
  expect(await tables()).toEqual(
    expect.arrayContaining(["image_likes", "image_posts", "moderation_actions", "tournament_votes", "users"]),
  );
  expect(await migrate(url)).toEqual([]);
});

test("what is recorded is what Prisma records", async () => {
  const [name] = await migrate(url);
  const sql = readFileSync(join(migrationsFolder, String(name), "migration.sql"));
  const [row] = await query("SELECT * FROM _prisma_migrations ORDER BY started_at LIMIT 1");
  expect(row).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    checksum: createHash("sha256").update(sql).digest("hex"),
    finished_at: expect.any(Date),
    migration_name: name,
    logs: null,
    rolled_back_at: null,
    started_at: expect.any(Date),
    applied_steps_count: 1,
  });
  expect(row?.finished_at.getTime()).toBeGreaterThanOrEqual(row?.started_at.getTime());
});

test("of ten servers that start at once, one applies each migration and none fails", async () => {
  await write("2_leaves", "CREATE TABLE leaves (id SERIAL PRIMARY KEY); SELECT pg_sleep(0.1);");
  const results = await Promise.all(Array.from({ length: 10 }, () => migrate(url, { folder })));
  expect(results.flat().sort()).toEqual(["1_trees", "2_leaves"]);
});

test("migrations are applied in the order of their names, those that came later too", async () => {
  await migrate(url, { folder });
  await write("3_c", "ALTER TABLE leaves ADD COLUMN c INTEGER;");
  await write("2_b", "CREATE TABLE leaves (id SERIAL PRIMARY KEY);");
  expect(await migrate(url, { folder })).toEqual(["2_b", "3_c"]);
});

test("a migration that fails leaves nothing, neither its tables nor its record, and can be mended", async () => {
  await write("2_leaves", "CREATE TABLE leaves (id SERIAL PRIMARY KEY); SELECT 1 / 0;");
  await expect(migrate(url, { folder })).rejects.toThrow(
    'The migration "2_leaves" failed and left nothing behind: division by zero',
  );
  expect(await tables()).toEqual(["_prisma_migrations", "trees"]);
  await write("2_leaves", "CREATE TABLE leaves (id SERIAL PRIMARY KEY);");
  expect(await migrate(url, { folder })).toEqual(["2_leaves"]);
});

test("a migration that was edited after it was applied is refused by name", async () => {
  await migrate(url, { folder });
  await write("1_trees", "CREATE TABLE trees (id SERIAL PRIMARY KEY, height INTEGER);");
  await write("2_leaves", "CREATE TABLE leaves (id SERIAL PRIMARY KEY);");
  await expect(migrate(url, { folder })).rejects.toThrow('The migration "1_trees" was edited');
  expect(await tables()).not.toContain("leaves");
});

test("another checkout's line ends are no edit", async () => {
  await write("1_trees", "CREATE TABLE trees (\n  id SERIAL PRIMARY KEY\n);\n");
  await migrate(url, { folder });
  await write("1_trees", "CREATE TABLE trees (\r\n  id SERIAL PRIMARY KEY\r\n);\r\n");
  expect(await migrate(url, { folder })).toEqual([]);
});

test("a database that a newer version has migrated is refused and left alone", async () => {
  const newer = await mkdtemp(join(tmpdir(), "podium-migrations-"));
  await cp(folder, newer, { recursive: true });
  await mkdir(join(newer, "2_future"));
  await writeFile(join(newer, "2_future", "migration.sql"), "CREATE TABLE future (id INTEGER);");
  await migrate(url, { folder: newer });
  await rm(newer, { recursive: true });
  await expect(migrate(url, { folder })).rejects.toThrow(
    'newer than this version of Podium: it has the migration "2_future"',
  );
});

test("a migration that Prisma left unfinished is refused", async () => {
  await migrate(url, { folder });
  await query("UPDATE _prisma_migrations SET finished_at = NULL");
  await expect(migrate(url, { folder })).rejects.toThrow('The migration "1_trees" failed in this database earlier');
});

test("a migration that ends its own transaction is refused, since it could not be taken back", async () => {
  await write("2_leaves", "CREATE TABLE leaves (id INTEGER); COMMIT; BEGIN;");
  await expect(migrate(url, { folder })).rejects.toThrow("must not begin or end transactions");
});
