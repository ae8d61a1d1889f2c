import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Env, env, parseEnv } from "@/lib/env/env";
import { inProcessRedis } from "@/lib/redis/in-process";
import { setRedis } from "@/lib/redis/redis";
import { tcpRedis } from "@/lib/redis/tcp";
import { hasRedisServer, redisServer } from "@/lib/testing/redis-server";
import { forgetCounts } from "./counters";
import { type LimitName, limits } from "./limits";
import { type Caller, spend, spendFor } from "./spend";

const before = { ...env() };
const allow = (some: Partial<Env>) => Object.assign(env(), some);

beforeEach(() => {
  forgetCounts();
  setRedis(inProcessRedis({ port: Math.ceil(Math.random() * 1e9) }));
});
afterEach(() => {
  allow(before);
  setRedis(undefined);
});

const member = (userId: number, address = "192.0.2.1"): Caller => ({ userId, address });
const stranger = (address: string): Caller => ({ userId: null, address });

/** How many of `attempts` pass before the first refusal. */
async function passing(attempts: number, attempt: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < attempts; n += 1) {
    const isRefused = await attempt().then(
      () => false,
      (error: { code?: string }) => error.code === "RATE_LIMITED" || Promise.reject(error),
    );
    if (isRefused) return n;
  }
  return attempts;
}

test.each([
  ["uploads", 10, 60],
  ["likes", 60, 60],
  ["votes", 60, 60],
  ["votesPerDay", 1_000, 86_400],
  ["reads", 300, 60],
  ["signIn", 25, 300],
  ["signInAccount", 25, 3_600],
] as const)("where nothing is set, %s are %d in %d seconds", async (name, max, seconds) => {
  allow(parseEnv({}));
  expect(limits[name].window).toBe(seconds * 1_000);
  expect(await passing(max + 1, () => spend(name, member(1)))).toBe(max);
  await expect(spend(name, member(1))).rejects.toMatchObject({
    code: "RATE_LIMITED",
    status: 429,
    details: { retryAfter: seconds, standing: { isAllowed: false, limit: max, remaining: 0 } },
  });
});

test("members are counted by account, strangers by address", async () => {
  allow({ LIMIT_READS: 2 });
  expect(await passing(5, () => spend("reads", member(1)))).toBe(2);
  expect(await passing(5, () => spend("reads", member(2)))).toBe(2);
  expect(await passing(5, () => spend("reads", member(1, "198.51.100.1")))).toBe(0);
  expect(await passing(5, () => spend("reads", stranger("192.0.2.1")))).toBe(2);
  expect(await passing(5, () => spend("reads", stranger("192.0.2.2")))).toBe(2);
});

test("sign-ins are counted by address, whoever is signed in, and by account, from wherever", async () => {
  allow({ LIMIT_SIGN_IN: 2, LIMIT_SIGN_IN_ACCOUNT: 3 });
  let userId = 0;
  expect(
    await passing(5, () => {
      userId += 1;
      return spend("signIn", member(userId));
    }),
  ).toBe(2);
  expect(await passing(5, () => spendFor("signInAccount", "account:1"))).toBe(3);
  expect(await passing(5, () => spendFor("signInAccount", "account:2"))).toBe(3);
});

test("of two limits the stricter one is told, and who is refused for the minute has not spent any of the day", async () => {
  allow({ LIMIT_VOTES: 2, LIMIT_VOTES_PER_DAY: 4 });
  const vote = (userId: number) => spend(["votes", "votesPerDay"], member(userId));
  expect(await vote(1)).toMatchObject({ limit: 2, remaining: 1 });
  await vote(1);
  expect(await passing(10, () => vote(1))).toBe(0);
  await expect(vote(1)).rejects.toMatchObject({ details: { standing: { limit: 2 } } });
  allow({ LIMIT_VOTES: 100 });
  expect(await passing(10, () => vote(1))).toBe(2);
  await expect(vote(1)).rejects.toMatchObject({ details: { standing: { limit: 4 } } });
});

test("of two refusals the one that lasts longer is told", async () => {
  allow({ LIMIT_VOTES: 1, LIMIT_VOTES_PER_DAY: 1 });
  await spend(["votes", "votesPerDay"], member(1));
  await expect(spend(["votes", "votesPerDay"], member(1))).rejects.toMatchObject({ details: { retryAfter: 86_400 } });
});

describe.skipIf(!hasRedisServer())("over a real Redis", () => {
  async function connect(timeout = 5_000) {
    const server = await redisServer();
    const redis = tcpRedis(server.url, { timeout });
    setRedis(redis);
    return { server, close: () => redis.close() };
  }

  test("who is refused for the minute has not spent any of the day", async () => {
    const { close } = await connect();
    allow({ LIMIT_VOTES: 2, LIMIT_VOTES_PER_DAY: 4 });
    const vote = () => spend(["votes", "votesPerDay"], member(1));
    // Two, or four where a minute ends meanwhile.
    const passed = await passing(10, vote);
    for (let n = 0; n < 10; n += 1) await vote().catch(() => {});
    allow({ LIMIT_VOTES: 100 });
    // The refusals left the rest of the day's four as it was.
    expect(passed + (await passing(10, vote))).toBe(4);
    close();
  });

  const outages = (outage: string) =>
    (Object.keys(limits) as LimitName[]).filter((name) => limits[name].outage === outage);

  test.each(["gone", "mute"])(
    "while it is %s, votes and moderation refuse, reads pass, and the rest is counted here",
    async (how) => {
      const { server, close } = await connect(350);
      allow(before);
      await spend("reads", member(1));
      if (how === "gone") await server.stop();
      else server.freeze();
      expect(outages("refuse").sort()).toEqual(["moderation", "votes", "votesPerDay"]);
      for (const name of outages("refuse")) {
        await expect(spend(name, member(1))).rejects.toMatchObject({
          code: "SERVICE_UNAVAILABLE",
          status: 503,
          details: { retryAfter: 1 },
        });
      }
      allow({ LIMIT_READS: 1, ...Object.fromEntries(outages("here").map((name) => [limits[name].variable, 2])) });
      expect(await passing(3, () => spend("reads", member(1)))).toBe(3);
      expect(outages("here")).toEqual(expect.arrayContaining(["uploads", "signIn", "signInAccount", "signUp"]));
      for (const name of outages("here"))
        expect([name, await passing(4, () => spend(name, member(1)))]).toEqual([name, 2]);
      server.thaw();
      close();
    },
  );
});
