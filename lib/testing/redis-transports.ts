import type { Redis } from "@upstash/redis";
import { inProcessRedis } from "@/lib/redis/in-process";
import { tcpRedis } from "@/lib/redis/tcp";
import { upstashRedis } from "@/lib/redis/upstash";
import { whenFileIsDone } from "./cleanup";
import { hasRedisServer, redisServer } from "./redis-server";
import { upstashGateway } from "./upstash-gateway";

export interface Transport {
  readonly name: string;
  readonly isSkipped: boolean;
  readonly connect: () => Promise<Redis>;
}

/** Two hundred callers and the gateway share one thread here; that a Redis which is away is given up soon has tests of its own. */
const timeout = 5_000;

/** The three ways to a Redis, each to one of its own, for `describe.each`. Those that need redis-server are skipped without it. */
export function redisTransports(): Transport[] {
  const isSkipped = !hasRedisServer();
  return [
    {
      name: "in this process",
      isSkipped: false,
      connect: async () => inProcessRedis({ port: Math.ceil(Math.random() * 1e9) }),
    },
    {
      name: "redis-server by TCP",
      isSkipped,
      async connect() {
        const redis = tcpRedis((await redisServer()).url, { timeout });
        whenFileIsDone(async () => redis.close());
        return redis;
      },
    },
    {
      name: "redis-server through Upstash's HTTP",
      isSkipped,
      connect: async () => upstashRedis({ ...(await upstashGateway((await redisServer()).url)), timeout }),
    },
  ];
}
