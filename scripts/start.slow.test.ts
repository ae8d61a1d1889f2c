import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freePort } from "./lib/postgres.mjs";

interface Start {
  child: ChildProcess;
  output: () => string;
  exited: Promise<number | null>;
}

let data: string;
let port: number;
let starts: Start[] = [];

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "podium-start-"));
  port = await freePort();
});
afterEach(async () => {
  for (const { child, exited } of starts) {
    child.kill("SIGTERM");
    await exited;
  }
  // What a killed start left behind is stopped by the next one; the last of a test has none.
  killOrphan();
  starts = [];
  rmSync(data, { recursive: true, force: true });
});

function killOrphan() {
  const lockFile = join(data, "postgres", "postmaster.pid");
  if (!existsSync(lockFile)) return;
  try {
    process.kill(Number(readFileSync(lockFile, "utf8").split("\n")[0]), "SIGKILL");
  } catch {
    // It had ended already.
  }
}

function start(env: Record<string, string> = {}, command = [process.execPath, "scripts/start.mjs"]): Start {
  const [program = "", ...args] = command;
  const child = spawn(program, args, {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      PODIUM_DATA_DIR: data,
      PODIUM_DEMO: "0",
      PORT: String(port),
      ...env,
    } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout?.on("data", (chunk) => (output += chunk));
  child.stderr?.on("data", (chunk) => (output += chunk));
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  const started = { child, output: () => output, exited };
  starts.push(started);
  return started;
}

async function ready(started: Start) {
  const isOver = started.exited.then(() => true);
  while (!started.output().includes("Podium is open at")) {
    if (await Promise.race([isOver, sleep(100, false)])) throw new Error(`it ended:\n${started.output()}`);
  }
  return started;
}

const site = () => `http://127.0.0.1:${port}/`;

async function query(sql: string) {
  const child = spawn(process.execPath, ["scripts/db-url.mjs"], {
    env: { ...process.env, DATABASE_URL: "", PODIUM_DATA_DIR: data },
  });
  const [url] = await once(child.stdout, "data");
  const client = new pg.Client({ connectionString: String(url).trim() });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("the first start opens the site, says where, and shows the admin's password this once; SIGTERM ends all of it with 0", async () => {
  const first = await ready(start());
  expect(first.output()).toContain(`Podium is open at http://localhost:${port}`);
  // It follows the address, in a line that may come a moment later.
  await expect.poll(() => /password {2}(\S+)/.exec(first.output())?.[1] ?? "").toMatch(/^\S{20,}$/);
  expect((await fetch(site())).status).toBe(200);
  expect(await query("SELECT handle, role FROM users")).toEqual([{ handle: "admin", role: "admin" }]);
  expect(statSync(join(data, "secrets.json")).mode & 0o077).toBe(0);

  first.child.kill("SIGTERM");
  expect(await first.exited).toBe(0);
  await expect(fetch(site())).rejects.toThrow();
  expect(existsSync(join(data, "postgres", "postmaster.pid"))).toBe(false);

  const second = await ready(start());
  expect(second.output()).not.toContain("password");
  expect(await query("SELECT count(*)::int AS n FROM users")).toEqual([{ n: 1 }]);
});

test("a start while one is running says so with its URL, ends with 2 and harms nothing", async () => {
  await ready(start());
  const second = start({ PORT: String(await freePort()) });
  expect(await second.exited).toBe(2);
  expect(second.output()).toContain(`Podium is already running at http://localhost:${port}`);
  expect((await fetch(site())).status).toBe(200);
});

test("kill -9 of the start takes the site with it, and the next start has all data", async () => {
  const first = await ready(start());
  await query("INSERT INTO users (handle) VALUES ('kept')");
  first.child.kill("SIGKILL");
  await first.exited;
  await sleep(500);
  await expect(fetch(site())).rejects.toThrow();

  await ready(start());
  expect((await fetch(site())).status).toBe(200);
  expect(await query("SELECT handle FROM users ORDER BY handle")).toEqual([{ handle: "admin" }, { handle: "kept" }]);
});

test("kill -9 of everything, Postgres too, loses nothing that was acknowledged", async () => {
  const first = await ready(start());
  await query("INSERT INTO users (handle) VALUES ('kept')");
  first.child.kill("SIGKILL");
  killOrphan();
  await first.exited;
  await ready(start());
  expect(await query("SELECT handle FROM users ORDER BY handle")).toEqual([{ handle: "admin" }, { handle: "kept" }]);
});

test("a Postgres that is killed under the running site comes back at the same place", async () => {
  const first = await ready(start());
  killOrphan();
  while (!first.output().includes("Postgres is back.")) await sleep(100);
  expect(await query("SELECT count(*)::int AS n FROM users")).toEqual([{ n: 1 }]);
  expect(first.child.exitCode).toBeNull();
});

test("a stop that is sent to npm, by the terminal and by npm at once, ends in order", async () => {
  const first = await ready(start({}, ["npm", "start"]));
  first.child.kill("SIGINT");
  first.child.kill("SIGTERM");
  expect(await first.exited).toBe(0);
  await expect(fetch(site())).rejects.toThrow();
  expect(existsSync(join(data, "postgres", "postmaster.pid"))).toBe(false);
});

test.each([
  [{ PORT: "banana" }, "PORT"],
  [{ PODIUM_DEMO: "maybe" }, "PODIUM_DEMO must be 0 or 1"],
  [{ DATABASE_URL: "mysql://here" }, "DATABASE_URL must be a postgres:// URL"],
  [{ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, "The database in DATABASE_URL cannot be reached"],
])("a wrong variable stops the start with a sentence that names it: %o", async (env, sentence) => {
  const failed = start(env);
  expect(await failed.exited).toBe(1);
  expect(failed.output()).toContain(sentence);
  expect(failed.output()).not.toContain("    at ");
  expect(existsSync(join(data, "postgres"))).toBe(false);
});

test("a port that another program holds stops the start with a sentence", async () => {
  const other = createServer().listen(port, "127.0.0.1");
  await once(other, "listening");
  const failed = start();
  expect(await failed.exited).toBe(1);
  expect(failed.output()).toContain(`Port ${port} is taken by another program.`);
  other.close();
});

test("with DATABASE_URL set nothing is embedded", async () => {
  await ready(start());
  const child = spawn(process.execPath, ["scripts/db-url.mjs"], {
    env: { ...process.env, DATABASE_URL: "", PODIUM_DATA_DIR: data },
  });
  const [url] = await once(child.stdout, "data");
  const elsewhere = mkdtempSync(join(tmpdir(), "podium-start-"));
  const otherPort = await freePort();
  const other = await ready(
    start({ DATABASE_URL: String(url).trim(), PODIUM_DATA_DIR: elsewhere, PORT: String(otherPort) }),
  );
  expect((await fetch(`http://127.0.0.1:${otherPort}/`)).status).toBe(200);
  expect(existsSync(join(elsewhere, "postgres"))).toBe(false);
  other.child.kill("SIGTERM");
  expect(await other.exited).toBe(0);
  rmSync(elsewhere, { recursive: true });
});
