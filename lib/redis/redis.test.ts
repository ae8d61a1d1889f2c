import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "@upstash/redis";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors/app-error";
import { hasRedisServer, type RedisServer, redisServer } from "@/lib/testing/redis-server";
import { redisTransports } from "@/lib/testing/redis-transports";
import { upstashGateway } from "@/lib/testing/upstash-gateway";
import { tcpRedis } from "./tcp";
import { upstashRedis } from "./upstash";

describe.each(redisTransports())("Redis $name", ({ isSkipped, connect }) => {
  let redis: Redis;
  beforeAll(async () => {
    if (!isSkipped) redis = await connect();
  });

  test.skipIf(isSkipped)("keeps an object as it was, in every language", async () => {
    const value = { image_ids: [1, 2], created_at: "2026-01-01T00:00:00.000Z", words: "한국어 “é” \n" };
    expect(await redis.set("object", value, { ex: 300 })).toBe("OK");
    expect(await redis.get("object")).toEqual(value);
    expect(await redis.ttl("object")).toBeGreaterThan(298);
  });

  test.skipIf(isSkipped)("gives a value to one of two hundred that take it at once", async () => {
    await redis.set("once", { n: 1 }, { ex: 300 });
    const taken = await Promise.all(Array.from({ length: 200 }, () => redis.getdel("once")));
    expect(taken.filter(Boolean)).toEqual([{ n: 1 }]);
  });

  test.skipIf(isSkipped)("forgets a value when its time is over", async () => {
    await redis.set("short", "x", { px: 400 });
    expect(await redis.get("short")).toBe("x");
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(await redis.getdel("short")).toBeNull();
  });

  test.skipIf(isSkipped)("does not overwrite when told so, counts, and answers several commands in order", async () => {
    expect(await redis.set("held", 1, { nx: true, px: 5_000 })).toBe("OK");
    expect(await redis.set("held", 2, { nx: true, px: 5_000 })).toBeNull();
    expect(await redis.pipeline().incr("count").incr("count").get("held").get("nothing").exec()).toEqual([
      1,
      2,
      1,
      null,
    ]);
  });

  test.skipIf(isSkipped)("a script runs, a wrong command is the command's error and no outage", async () => {
    expect(await redis.eval("#!lua flags=no-writes\nreturn redis.call('GET', KEYS[1])", ["held"], [])).toBe(1);
    await redis.lpush("list", "abc");
    const error = await redis.getdel("list").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(AppError);
  });
});

describe.skipIf(!hasRedisServer())("while Redis is away", () => {
  let server: RedisServer;
  let ways: [string, Redis][];
  beforeAll(async () => {
    server = await redisServer();
    ways = [
      ["TCP", tcpRedis(server.url)],
      ["Upstash", upstashRedis(await upstashGateway(server.url))],
    ];
    for (const [, redis] of ways) await redis.set("warm", 1);
  });
  afterEach(() => server.thaw());

  const refusal = async (redis: Redis) => {
    // Counted in turns of our own timer: on a machine that is busy with something else they come late too.
    let hundredths = 0;
    const timer = setInterval(() => {
      hundredths += 1;
    }, 10);
    const error = await redis.get("x").catch((thrown: unknown) => thrown);
    clearInterval(timer);
    expect(hundredths).toBeLessThan(50);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "SERVICE_UNAVAILABLE", details: { retryAfter: 1 } });
  };

  test("a server that hangs is given up in under half a second", async () => {
    server.freeze();
    for (const [, redis] of ways) await refusal(redis);
  });

  test("an answer that came while this process was busy is read, however long that was", async () => {
    const [, redis] = ways[0] as [string, Redis];
    server.freeze();
    const answer = redis.get("warm");
    // Written to the socket before the process is busy, and answered while it is.
    await sleep(10);
    // After an immediate come timers, and only then sockets.
    await new Promise(setImmediate);
    server.thaw();
    const until = Date.now() + 600;
    while (Date.now() < until);
    expect(await answer).toBe(1);
  });

  test("a stopped server is refused in under half a second, and found again by itself", async () => {
    await server.stop();
    await refusal(ways[0]?.[1] as Redis);
    await server.start();
    await expect.poll(() => ways[0]?.[1].get("x").catch(() => "away")).toBeNull();
  });

  test("an address where nobody listens is refused in under half a second", async () => {
    await refusal(upstashRedis({ url: "http://127.0.0.1:9", token: "t" }));
    const lost = tcpRedis("redis://127.0.0.1:9");
    await refusal(lost);
    await refusal(lost);
    lost.close();
  });

  test("a wrong token is an outage, not a bug", async () => {
    const gateway = await upstashGateway((await redisServer()).url);
    await refusal(upstashRedis({ ...gateway, token: "wrong" }));
  });
});
