import type { Redis } from "@upstash/redis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setRedis } from "@/lib/redis/redis";
import { tcpRedis } from "@/lib/redis/tcp";
import { upstashRedis } from "@/lib/redis/upstash";
import { hasRedisServer, type RedisServer, redisServer } from "@/lib/testing/redis-server";
import { upstashGateway } from "@/lib/testing/upstash-gateway";
import { createToken, findToken, giveBackToken, type MatchToken, takeToken } from "./tokens";

describe.skipIf(!hasRedisServer()).each(["TCP", "Upstash's HTTP"])("a token, by %s", (way) => {
  let server: RedisServer;
  let redis: Redis;
  let token: MatchToken;
  beforeAll(async () => {
    server = await redisServer();
    redis = way === "TCP" ? tcpRedis(server.url) : upstashRedis(await upstashGateway(server.url));
    setRedis(redis);
  });
  afterAll(() => setRedis(undefined));
  beforeEach(async () => {
    token = await createToken({ voterId: 1, pair: [11, 12], probability: 0.5 });
  });
  afterEach(() => server.thaw());

  const found = () => findToken(token.matchId).catch(() => null);

  test("is there again when its taking was carried out without an answer", async () => {
    server.freeze();
    await expect(takeToken(token)).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
    server.thaw();
    await expect.poll(found).toEqual(token);
    expect(await takeToken(token)).toBe(true);
    expect(await takeToken(token)).toBe(false);
  });

  test("that is given back while Redis is away is there when Redis is", async () => {
    expect(await takeToken(token)).toBe(true);
    await server.stop();
    await giveBackToken(token);
    await server.start();
    await expect.poll(found, { timeout: 10_000 }).toEqual(token);
  });
});
