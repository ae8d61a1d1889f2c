import { errors, Redis, type Requester } from "@upstash/redis";
import { isOutage, redisUnavailable } from "./requester";

/** How long an answer may take, in ms, all tries together. */
const timeout = 300;

/** Upstash's HTTP protocol. A try is repeated once, at once: a kept-alive connection may have been closed meanwhile. */
export function upstashRedis({ url, token }: { url: string; token: string }): Redis {
  const redis = new Redis({
    url,
    token,
    retry: { retries: 1, backoff: () => 0 },
    signal: () => AbortSignal.timeout(timeout),
    enableTelemetry: false,
    enableAutoPipelining: false,
  });
  redis.use(async (request, next) => {
    try {
      return (await next(request)) as Awaited<ReturnType<Requester["request"]>> as never;
    } catch (error) {
      // An error that Redis itself gives begins with its code; the rest is the network's, the proxy's or the account's.
      const isReply =
        error instanceof errors.UpstashError && /^[A-Z]{2,} /.test(error.message) && !isOutage(error.message);
      throw isReply ? error : redisUnavailable(error);
    }
  });
  return redis;
}
