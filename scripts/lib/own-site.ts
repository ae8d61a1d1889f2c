import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

export interface OwnSite {
  readonly origin: string;
  readonly dataDir: string;
  readonly stop: () => Promise<void>;
}

/** A whole start of the product in a data directory of its own, which goes with it. @throws Error when it does not come up */
export async function startOwnSite(env: Record<string, string>): Promise<OwnSite> {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), "podium-own-"));
  const own = {
    ...process.env,
    DATABASE_URL: "",
    HOST: "localhost",
    PORT: String(port),
    PODIUM_DATA_DIR: dataDir,
    ...env,
  };
  const child: ChildProcess = spawn(process.execPath, [join("scripts", "start.mjs")], {
    env: own,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  const origin = `http://localhost:${port}`;
  for (let tries = 0; tries < 600; tries += 1) {
    // One that a signal ended has no code.
    const end = child.exitCode ?? child.signalCode;
    if (end !== null) {
      await stop();
      throw new Error(`the site ended with ${end}`);
    }
    const isUp = await fetch(`${origin}/sign-in`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return { origin, dataDir, stop };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await stop();
  throw new Error(`${origin} did not come up`);
}
