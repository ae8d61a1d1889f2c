import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import * as fs from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";

/**
 * What one start writes down about itself, in `<data>/run/<number>.json`, readable by its owner alone.
 * @typedef {object} Run
 * @property {"starting" | "running" | "stopped"} state
 * @property {number} pid
 * @property {number} controlPort on 127.0.0.1; whoever sends the token gets this record back
 * @property {string} token
 * @property {string} [url]
 * @property {string} [databaseUrl]
 * @property {number} [postgresPort]
 */

/** Thrown by {@link claimInstance}; `run` is the one that lives. */
export class AlreadyRunning extends Error {
  constructor(/** @type {Run} */ run) {
    const where = run.url ? ` at ${run.url}` : "";
    super(`Podium is already ${run.state === "starting" ? "starting" : "running"}${where} (process ${run.pid}).`);
    this.run = run;
  }
}

/**
 * Makes this process the only start on a data directory, for as long as it lives.
 *
 * Records are numbered. Whoever finds the newest one dead creates the next number, which only one can (`link` fails for
 * all others), and numbers never go down, so two that find the same dead record cannot both succeed. Alive is who
 * answers on the control port with the token: unlike a pid, that cannot have come to belong to another process.
 * @param {string} directory the data directory
 * @returns {Promise<{ previous: Run | null, update: (change: Partial<Run>) => Promise<void>, release: () => Promise<void> }>}
 * @throws {AlreadyRunning}
 */
export async function claimInstance(directory) {
  const folder = join(directory, "run");
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });

  /** @type {Run} */
  let record = { state: "starting", pid: process.pid, controlPort: 0, token: randomBytes(16).toString("hex") };
  const control = createServer((socket) => {
    socket.on("error", () => {});
    socket.setTimeout(5_000, () => socket.destroy());
    socket.once("data", (data) => {
      if (data.toString().trim() === record.token) socket.end(JSON.stringify(record));
      else socket.destroy();
    });
  });
  await new Promise((resolve, reject) => {
    control.once("error", reject).listen(0, "127.0.0.1", () => resolve(undefined));
  });
  control.unref();
  record.controlPort = /** @type {import("node:net").AddressInfo} */ (control.address()).port;

  const draft = join(folder, `${record.token}.draft`);
  const write = (/** @type {string} */ path) => fs.writeFile(path, JSON.stringify(record), { mode: 0o600 });
  try {
    for (;;) {
      const newest = newestNumber(folder);
      const previous = newest ? readRun(folder, newest) : null;
      const alive = previous && (await ask(previous));
      if (alive) throw new AlreadyRunning(alive);

      const mine = newest + 1;
      const path = join(folder, `${mine}.json`);
      await write(draft);
      try {
        await fs.link(draft, path);
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
        continue;
      }
      // Numbers below may have vanished while we looked: only the highest counts.
      if (newestNumber(folder) !== mine) {
        await fs.rm(path, { force: true });
        continue;
      }
      for (const name of readdirSync(folder)) {
        const number = numberOf(name);
        if (number === null ? name !== `${record.token}.draft` && isOldDraft(folder, name) : number < mine) {
          await fs.rm(join(folder, name), { force: true });
        }
      }
      const update = async (/** @type {Partial<Run>} */ change) => {
        record = { ...record, ...change };
        await write(draft);
        await fs.rename(draft, path);
      };
      const release = async () => {
        await update({ state: "stopped" });
        await new Promise((resolve) => control.close(() => resolve(undefined)));
      };
      return { previous, update, release };
    }
  } catch (error) {
    control.close();
    throw error;
  } finally {
    await fs.rm(draft, { force: true });
  }
}

/** The newest record of a data directory, and whether its start still lives. */
export async function findRun(/** @type {string} */ directory) {
  const folder = join(directory, "run");
  const newest = existsSync(folder) ? newestNumber(folder) : 0;
  const run = newest ? readRun(folder, newest) : null;
  return run && { run, alive: (await ask(run)) !== null };
}

/** @returns {Promise<Run | null>} the record as its living owner tells it */
function ask(/** @type {Run} */ { state, controlPort, token, pid, ...rest }) {
  if (state === "stopped") return Promise.resolve(null);
  return new Promise((resolve) => {
    const socket = connect(controlPort, "127.0.0.1", () => socket.write(`${token}\n`));
    let answer = "";
    socket.setTimeout(3_000, () => {
      socket.destroy();
      // Someone holds the port and is silent. A start that is suspended does that; it is alive if its process is.
      resolve(isAlive(pid) ? { state, controlPort, token, pid, ...rest } : null);
    });
    socket.on("data", (chunk) => (answer += chunk));
    socket.on("error", () => resolve(null));
    socket.on("end", () => {
      try {
        const run = JSON.parse(answer);
        resolve(run.token === token ? run : null);
      } catch {
        resolve(null);
      }
    });
    socket.on("close", () => resolve(null));
  });
}

function isAlive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** @returns {Run | null} null for a file cut short by a crash of the machine */
function readRun(/** @type {string} */ folder, /** @type {number} */ number) {
  try {
    return JSON.parse(readFileSync(join(folder, `${number}.json`), "utf8"));
  } catch {
    return null;
  }
}

/** 0 when there is none. */
function newestNumber(/** @type {string} */ folder) {
  return Math.max(0, ...readdirSync(folder).map((name) => numberOf(name) ?? 0));
}

function numberOf(/** @type {string} */ name) {
  const number = /^(\d+)\.json$/.exec(name)?.[1];
  return number ? Number(number) : null;
}

/** Drafts of the living are seconds old. */
function isOldDraft(/** @type {string} */ folder, /** @type {string} */ name) {
  if (!name.endsWith(".draft")) return false;
  try {
    return Date.now() - statSync(join(folder, name)).mtimeMs > 60_000;
  } catch {
    return false;
  }
}
