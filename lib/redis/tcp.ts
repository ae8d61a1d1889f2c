import { once } from "node:events";
import { Redis } from "@upstash/redis";
import { Redis as TcpClient } from "ioredis";
import { commandRequester, type Reply } from "./requester";

/**
 * What `answer` brings within `ms`. When the time is over, what has arrived is read before it is given up: that this process was
 * busy is not Redis's delay, and its command was carried out.
 */
async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<never>((_, reject) => {
    // Timers come before the sockets in a turn of the event loop, immediates after them.
    timer = setTimeout(() => setImmediate(reject, new Error(`No answer in ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([answer, isLate]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Any Redis or Valkey by TCP. While it is away commands fail at once; the connection comes back by itself.
 * One command, and the first connection, may take `timeout` ms.
 */
export function tcpRedis(url: string, { timeout = 350 } = {}): Redis & { close: () => void } {
  const client = new TcpClient(url, {
    connectTimeout: 2_000,
    enableOfflineQueue: false,
    // A command that was on its way when the connection broke may have been carried out: never send it again.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 50, 500),
  });
  // Each failing command is reported by itself; without a listener a lost connection would end the process.
  client.on("error", () => {});
  const firstConnection = once(client, "ready", { signal: AbortSignal.timeout(timeout) }).catch(() => {});

  const send = async (command: readonly string[]): Promise<Reply> => {
    if (client.status !== "ready") await firstConnection;
    const [name, ...values] = command;
    try {
      return { result: await within(timeout, client.call(name as string, values)) };
    } catch (error) {
      if (error instanceof Error && error.name === "ReplyError") return { error: error.message };
      throw error;
    }
  };
  return Object.assign(new Redis(commandRequester(send)), { close: () => client.disconnect() });
}
