import type { Redis } from "@upstash/redis";
import { env } from "@/lib/env/env";
import { inProcessRedis } from "./in-process";
import { tcpRedis } from "./tcp";
import { upstashRedis } from "./upstash";

// Next loads a module once a bundle, but there must be one connection, and one in-process Redis.
const globals = globalThis as { podiumRedis?: Redis | undefined };

function connect(): Redis {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token, REDIS_URL } = env();
  if (url && token) return upstashRedis({ url, token });
  return REDIS_URL ? tcpRedis(REDIS_URL) : inProcessRedis();
}

/**
 * This process's Redis: Upstash, else any Redis by TCP, else one in this process. It holds only what may be lost.
 * Every call throws AppError SERVICE_UNAVAILABLE within half a second while Redis is away.
 */
export function redis(): Redis {
  globals.podiumRedis ??= connect();
  return globals.podiumRedis;
}

/** Is this Redis no other server's too? */
export const isInProcess = (redis: Redis): boolean => "isInProcess" in redis;

/** Puts another Redis in the place of this process's, for tests; `undefined` goes back to the environment's. */
export function setRedis(other: Redis | undefined): void {
  globals.podiumRedis = other;
}
