import { Ratelimit } from "@upstash/ratelimit";
import type { Redis } from "@upstash/redis";
import { AppError } from "@/lib/errors/app-error";
import { type LimitName, limits } from "./limits";
import { scriptRunner } from "./script-runner";
import type { Standing } from "./standing";
import { createWindowCounter, type WindowCounter } from "./window-counter";

/** Something that counts attempts at one limit. */
export interface Counter {
  take(key: string, max: number): Standing | Promise<Standing>;
  giveBack(key: string, max: number): void | Promise<void>;
}

/** A counter that does not answer is given up after so many ms. */
const defaultPatience = 300;

// Next may load this file once a bundle; the counts are the whole process's.
const globals = globalThis as { podiumCounters?: Map<LimitName, WindowCounter> };
globals.podiumCounters ??= new Map();
const counters = globals.podiumCounters;

/** This process's own counter of a limit. */
export function ownCounter(name: LimitName): WindowCounter {
  let counter = counters.get(name);
  if (!counter) {
    counter = createWindowCounter(limits[name].window);
    counters.set(name, counter);
  }
  return counter;
}

/** Forgets what this process has counted, for tests. */
export function forgetCounts(): void {
  counters.clear();
}

const limiters = new WeakMap<Redis, Map<string, Ratelimit>>();

function limiterOf(redis: Redis, name: LimitName, max: number, patience: number): Ratelimit {
  let known = limiters.get(redis);
  if (!known) {
    known = new Map();
    limiters.set(redis, known);
  }
  const id = `${name}:${max}:${patience}`;
  let limiter = known.get(id);
  if (!limiter) {
    limiter = new Ratelimit({
      redis: scriptRunner(redis),
      limiter: Ratelimit.fixedWindow(max, `${limits[name].window} ms`),
      prefix: `limit:${name}`,
      timeout: patience,
      // It would remember everybody who was ever refused, without bound.
      ephemeralCache: false,
      enableTelemetry: false,
    });
    known.set(id, limiter);
  }
  return limiter;
}

/** A limit's counter that all servers share, in fixed windows of the clock. One round trip. @throws AppError SERVICE_UNAVAILABLE */
export function sharedCounter(redis: Redis, name: LimitName, { patience = defaultPatience } = {}): Counter {
  return {
    async take(key, max) {
      const { success, limit, remaining, reset, reason } = await limiterOf(redis, name, max, patience).limit(key);
      // The library lets everybody pass when Redis does not answer in time.
      if (reason === "timeout") throw new AppError("SERVICE_UNAVAILABLE", { retryAfter: 1 });
      return { isAllowed: success, limit, remaining: Math.max(0, remaining), resetAt: reset };
    },
    async giveBack(key, max) {
      await limiterOf(redis, name, max, patience).limit(key, { rate: -1 });
    },
  };
}
