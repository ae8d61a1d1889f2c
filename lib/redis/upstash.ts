import { errors, Redis } from "@upstash/redis";
import { isOutage, type Reply, redisUnavailable } from "./requester";

/** An error that Redis itself gives begins with its code; the rest is the network's, the proxy's or the account's. */
const isReply = (error: unknown) =>
  error instanceof errors.UpstashError && /^[A-Z]{2,} /.test(error.message) && !isOutage(error.message);

/**
 * Upstash's HTTP protocol. What is asked in one tick goes out in one request, which may take `timeout` ms. It is never
 * repeated: a GETDEL whose answer was lost would find nothing the second time, and a vote would be called expired.
 */
export function upstashRedis({ url, token, timeout = 350 }: { url: string; token: string; timeout?: number }): Redis {
  const redis = new Redis({
    url,
    token,
    retry: { retries: 0, backoff: () => 0 },
    signal: () => AbortSignal.timeout(timeout),
    enableTelemetry: false,
  });
  redis.use(async (request, next) => {
    const answer = await next(request).catch((error: unknown) => {
      throw isReply(error) ? error : redisUnavailable(error);
    });
    const outage = [answer as Reply | Reply[]].flat().find(({ error }) => error && isOutage(error));
    if (outage) throw redisUnavailable(new Error(outage.error));
    return answer as never;
  });
  return redis;
}
