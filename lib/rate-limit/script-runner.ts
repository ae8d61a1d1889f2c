import { createHash } from "node:crypto";
import type { Redis } from "@upstash/redis";

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

/** Of the limiter's scripts: their hash as the library knows it, and the hash of what Redis is really given. */
const hashes = new Map<string, string>();

/**
 * Redis as the limiter uses it, without the line `#!lua flags=…` at the beginning of its scripts: that flag is Upstash's
 * own, and any other Redis refuses a script that has it.
 */
export function scriptRunner(redis: Redis): Redis {
  const runner: Pick<Redis, "get" | "set"> & { evalsha: unknown; eval: unknown } = {
    get: redis.get,
    set: redis.set,
    evalsha: (hash: string, keys: string[], values: unknown[]) => redis.evalsha(hashes.get(hash) ?? hash, keys, values),
    eval(script: string, keys: string[], values: unknown[]) {
      const bare = script.replace(/^#!lua.*\n/, "");
      hashes.set(sha1(script), sha1(bare));
      return redis.eval(bare, keys, values);
    },
  };
  return runner as Redis;
}
