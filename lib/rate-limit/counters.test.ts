import type { Redis } from "@upstash/redis";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { redisTransports } from "@/lib/testing/redis-transports";
import { sharedCounter } from "./counters";

/** Callers, gateway and a busy machine share one thread here; that a mute Redis is given up soon has a test in spend.test.ts. */
const patience = 5_000;

afterEach(() => {
  vi.useRealTimers();
});

describe.each(redisTransports())("a counter in Redis: $name", ({ isSkipped, connect }) => {
  let redis: Redis;
  beforeAll(async () => {
    if (!isSkipped) redis = await connect();
  });

  const at = (time: string) => vi.setSystemTime(new Date(time));

  test.skipIf(isSkipped)("lets through so many in a window of the clock, for each key alone", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    at("2026-01-01T00:00:10Z");
    const counter = sharedCounter(redis, "votes", { patience });
    const standings = [];
    for (let n = 0; n < 4; n += 1) standings.push(await counter.take("a", 3));
    expect(standings.map(({ isAllowed, remaining }) => [isAllowed, remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
    ]);
    expect(standings[3]).toMatchObject({ limit: 3, resetAt: Date.parse("2026-01-01T00:01:00Z") });
    expect((await counter.take("b", 3)).remaining).toBe(2);
    at("2026-01-01T00:01:00Z");
    expect(await counter.take("a", 3)).toMatchObject({ isAllowed: true, remaining: 2 });
  });

  test.skipIf(isSkipped)("fifty at once are counted one by one", async () => {
    const counter = sharedCounter(redis, "votesPerDay", { patience });
    const standings = await Promise.all(Array.from({ length: 50 }, () => counter.take("crowd", 20)));
    expect(standings.filter(({ isAllowed }) => isAllowed)).toHaveLength(20);
  });

  test.skipIf(isSkipped)("what is given back can be taken again", async () => {
    const counter = sharedCounter(redis, "votesPerDay", { patience });
    await counter.take("giver", 1);
    await counter.giveBack("giver", 1);
    expect((await counter.take("giver", 1)).isAllowed).toBe(true);
    expect((await counter.take("giver", 1)).isAllowed).toBe(false);
  });
});
