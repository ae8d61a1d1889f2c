import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) =>
    child.exitCode === null && child.signalCode === null ? child.once("exit", () => resolve()) : resolve(),
  );

export async function stop(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  child.kill(signal);
  await ended(child);
}

/** Asks every 50 ms. @throws when `check` has not become true after so many seconds */
export async function until(what: string, check: () => Promise<boolean>, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (Date.now() < end) {
    if (await check().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} did not come up in ${seconds} s`);
}

/** A production server of its own on the build that is there, over databases the test can stop. */
export async function startSite(env: Record<string, string>): Promise<{ url: string; process: ChildProcess }> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, [join("scripts", "server.mjs")], {
    env: { ...process.env, NODE_ENV: "production", NEXTAUTH_URL: url, HOST: "localhost", PORT: String(port), ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await until(url, async () => (await fetch(`${url}/sign-in`)).ok, 60);
  return { url, process: child };
}

/** A real redis-server that keeps nothing. @throws when the binary is missing */
export async function startRedis(port?: number): Promise<{ url: string; port: number; process: ChildProcess }> {
  const at = port ?? (await freePort());
  const child = spawn(
    "redis-server",
    ["--port", String(at), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    {
      stdio: "ignore",
    },
  );
  const { Redis } = await import("ioredis");
  const client = new Redis({ host: "127.0.0.1", port: at, lazyConnect: true, retryStrategy: () => 50 });
  client.on("error", () => {});
  await until("redis-server", async () => (await client.ping()) === "PONG", 10);
  client.disconnect();
  return { url: `redis://127.0.0.1:${at}`, port: at, process: child };
}
