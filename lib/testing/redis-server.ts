import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { whenFileIsDone } from "./cleanup";

/** Is there a redis-server on this machine? Says so on the terminal when there is none, once a file. */
export function hasRedisServer(): boolean {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    process.stderr.write("redis-server is not installed: what needs a real one is skipped.\n");
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}

export interface RedisServer {
  readonly url: string;
  start: () => Promise<void>;
  stop: () => Promise<void>;
  /** Leaves it connected and mute, as a server that hangs. */
  freeze: () => void;
  thaw: () => void;
}

/** A real redis-server of this test file's own, on a free port, that writes nothing; stopped when the file is done. */
export async function redisServer(): Promise<RedisServer> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ReturnType<typeof spawn> | undefined;
  const stop = async () => {
    if (!child) return;
    const exited = once(child, "exit");
    child.kill("SIGCONT");
    child.kill("SIGKILL");
    await exited;
    child = undefined;
  };
  const start = async () => {
    child = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], {
      stdio: "ignore",
    });
    const client = new Redis(url, { lazyConnect: true, retryStrategy: null });
    client.on("error", () => {});
    for (let tries = 0; tries < 200; tries += 1) {
      const isUp = await client.connect().then(
        () => true,
        () => false,
      );
      if (isUp) break;
      await sleep(20);
    }
    client.disconnect();
  };
  await start();
  whenFileIsDone(stop);
  return {
    url,
    start,
    stop,
    freeze: () => child?.kill("SIGSTOP"),
    thaw: () => child?.kill("SIGCONT"),
  };
}
