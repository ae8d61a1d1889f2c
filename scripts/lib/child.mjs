import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout: where package.json is. */
export const root = fileURLToPath(new URL("../..", import.meta.url));
/** Everything that the embedded default writes is below this folder. */
export const dataDirectory = resolve(root, process.env.PODIUM_DATA_DIR || ".data");

/** Where a program's whole output goes: "build" → <data>/logs/build.log. */
export const logFile = (/** @type {string} */ name) => join(dataDirectory, "logs", `${name}.log`);

const dieWithParent = new URL("./die-with-parent.mjs", import.meta.url).href;

/** Thrown when a program that must succeed did not; the message ends with the last of what it said. */
export class ChildFailed extends Error {}

/** @type {Set<import("node:child_process").ChildProcess>} */
const living = new Set();

/**
 * Runs Node on `args` as a child that cannot outlive this process and that no Ctrl-C in the terminal reaches.
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, logFile: string, onLine?: (line: string) => void, onError?: (text: string) => void }} options
 *   everything it says goes to `logFile`; onLine gets its output, onError what it says on standard error
 */
export function spawnNode(args, { env = process.env, logFile, onLine, onError }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: "a", mode: 0o600 });
  log.on("error", () => {});
  const child = spawn(process.execPath, ["--import", dieWithParent, ...args], {
    cwd: root,
    env: { ...env, PODIUM_PARENT: String(process.pid) },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  living.add(child);
  let tail = "";
  let line = "";
  child.stdout?.on("data", (chunk) => {
    log.write(chunk);
    tail = (tail + chunk).slice(-6_000);
    const lines = (line + chunk).split("\n");
    line = lines.pop() ?? "";
    for (const each of lines) onLine?.(each);
  });
  child.stderr?.on("data", (chunk) => {
    log.write(chunk);
    tail = (tail + chunk).slice(-6_000);
    onError?.(String(chunk));
  });
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => {
    child.once("error", () => resolve(127));
    child.once("close", (code, signal) => resolve(code ?? (signal ? 128 : 1)));
  });
  exited.then(() => {
    living.delete(child);
    log.end();
  });
  return { child, exited, tail: () => tail };
}

/**
 * The same, to its end.
 * @param {string} what the sentence's subject when it fails: "npm ci"
 * @returns {Promise<unknown[]>} the messages it sent over the channel
 * @throws {ChildFailed}
 */
export async function runNode(what, args, options) {
  const { child, exited, tail } = spawnNode(args, options);
  /** @type {unknown[]} */
  const messages = [];
  child.on("message", (message) => messages.push(message));
  const code = await exited;
  if (code === 0) return messages;
  const words = tail().trim().split("\n").slice(-40).join("\n");
  throw new ChildFailed(`${what} failed.\n\n${words}\n\nAll of it is in ${options.logFile}`);
}

/** Sends a signal to every child and what it started itself. */
export function signalChildren(/** @type {NodeJS.Signals} */ signal) {
  for (const { pid } of living) {
    try {
      if (pid) process.kill(-pid, signal);
    } catch {
      // It is gone already.
    }
  }
}
