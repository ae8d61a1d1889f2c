import type { Redis } from "@upstash/redis";
import { env } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";
import { isInProcess, redis } from "@/lib/redis/redis";
import { redisUnavailable } from "@/lib/redis/requester";
import { type Counter, ownCounter, sharedCounter } from "./counters";
import { type LimitName, limits } from "./limits";
import { type Standing, secondsUntil } from "./standing";

/** Whom an attempt is counted for. */
export interface Caller {
  readonly userId: number | null;
  /** As `callerAddress` gives it. */
  readonly address: string;
}

/** What an attempt is held against: `key` names whom it counts for, `max` is how many there may be. */
interface Attempt {
  readonly name: LimitName;
  readonly key: string;
  readonly max: number;
}

const keyFor = (name: LimitName, { userId, address }: Caller) =>
  limits[name].by === "caller" && userId !== null ? `user:${userId}` : `address:${address}`;

/** The stricter of two: a refusal first, of two refusals the one that lasts longer, then the one with less left. */
function stricter(a: Standing, b: Standing): Standing {
  if (a.isAllowed !== b.isAllowed) return a.isAllowed ? b : a;
  if (!a.isAllowed) return b.resetAt > a.resetAt ? b : a;
  return b.remaining < a.remaining ? b : a;
}

async function takeAll(attempts: readonly Attempt[], counterOf: (name: LimitName) => Counter): Promise<Standing> {
  const taken = await Promise.all(
    attempts.map(async (attempt) => {
      const counter = counterOf(attempt.name);
      return { ...attempt, counter, standing: await counter.take(attempt.key, attempt.max) };
    }),
  );
  const strictest = taken.map(({ standing }) => standing).reduce(stricter);
  // Who is refused for the minute has not spent any of the day.
  if (!strictest.isAllowed)
    await Promise.all(
      taken
        .filter(({ standing }) => standing.isAllowed)
        .map(async ({ counter, key, max }) => counter.giveBack(key, max)),
    ).catch(() => {});
  return strictest;
}

/** Counts together what is asked at once; null where Redis is away and the limit lets pass then. */
async function count(attempts: readonly Attempt[], shared: Redis): Promise<Standing | null> {
  if (isInProcess(shared)) return takeAll(attempts, ownCounter);
  try {
    return await takeAll(attempts, (name) => sharedCounter(shared, name));
  } catch (error) {
    const outages = new Set(attempts.map(({ name }) => limits[name].outage));
    if (outages.has("refuse")) {
      throw error instanceof AppError ? error : redisUnavailable(error);
    }
    // Said once for an outage, not once for an attempt.
    if (!(error instanceof AppError)) redisUnavailable(error);
    return outages.has("here") ? takeAll(attempts, ownCounter) : null;
  }
}

async function admit(attempts: readonly Attempt[], shared: Redis): Promise<Standing | undefined> {
  const standing = await count(attempts, shared);
  if (standing && !standing.isAllowed)
    throw new AppError("RATE_LIMITED", { retryAfter: secondsUntil(standing.resetAt), standing });
  return standing ?? undefined;
}

/** How often a limit lets somebody through in its window. */
const maxOf = (name: LimitName) => env()[limits[name].variable];

/**
 * Counts one attempt of a caller at each of the limits, and says where the caller stands with the strictest.
 * @throws AppError RATE_LIMITED; SERVICE_UNAVAILABLE where Redis is away and the limit refuses then
 */
export function spend(names: LimitName | readonly LimitName[], caller: Caller): Promise<Standing | undefined> {
  const attempts = [names].flat().map((name) => ({ name, key: keyFor(name, caller), max: maxOf(name) }));
  return admit(attempts, redis());
}

/** The same for a key of the caller's own, e.g. the account that somebody tries to enter. */
export function spendFor(name: LimitName, key: string): Promise<Standing | undefined> {
  return admit([{ name, key, max: maxOf(name) }], redis());
}
