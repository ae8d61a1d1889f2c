import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { logFile, spawnNode } from "./child.mjs";

/**
 * The site as a child: the production server, or `next dev`.
 * @param {{ host: string, port: number, dev: boolean, env: NodeJS.ProcessEnv }} options
 */
export function serve({ host, port, dev, env }) {
  const args = dev
    ? ["node_modules/next/dist/bin/next", "dev", "--hostname", host, "--port", String(port)]
    : ["scripts/server.mjs"];
  const show = (/** @type {string} */ text) => process.stderr.write(text);
  return spawnNode(args, {
    env: { ...env, HOST: host, PORT: String(port), NODE_ENV: dev ? "development" : "production" },
    logFile: logFile("site"),
    onError: show,
    ...(dev && { onLine: (/** @type {string} */ line) => process.stdout.write(`${line}\n`) }),
  });
}

/** Resolves when the site answers a request, whatever it answers; rejects when it ends before. */
export async function waitUntilServing(/** @type {string} */ url, { exited, tail }) {
  let gone = false;
  exited.then(() => {
    gone = true;
  });
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(100)) {
    if (gone) throw new Error(`The site did not start.\n\n${tail().trim()}\n\nAll of it is in ${logFile("site")}`);
    try {
      const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(60_000) });
      await response.body?.cancel();
      return;
    } catch {
      // Not yet.
    }
  }
  throw new Error(`The site did not answer within two minutes. Its output is in ${logFile("site")}`);
}

/**
 * @param {{ patience: number }} options milliseconds in which a port that is about to be free may become so
 * @returns {Promise<string | null>} why the site cannot listen there, as a code of Node's
 */
export async function whyNotListen(/** @type {string} */ host, /** @type {number} */ port, { patience }) {
  for (const deadline = Date.now() + patience; ; await sleep(200)) {
    const problem = await new Promise((resolve) => {
      const probe = createServer();
      probe.once("error", (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? error.message));
      probe.listen(port, host, () => probe.close(() => resolve(null)));
    });
    if (problem !== "EADDRINUSE" || Date.now() > deadline) return problem;
  }
}
