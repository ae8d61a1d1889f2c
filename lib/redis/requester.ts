import type { Requester, UpstashRequest } from "@upstash/redis";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/log";

export type Reply = { result?: unknown; error?: string };
/** One command with its arguments, answered by a result or by Redis' own error. Throws when Redis cannot be reached. */
export type Send = (command: readonly string[]) => Promise<Reply>;

/** Seconds after which a client may try again. */
const retryAfter = 1;
/** How often an outage is written to the log, in ms. */
const logEvery = 10_000;
let loggedAt = 0;

/** What every transport throws while Redis is away. */
export function redisUnavailable(cause: unknown): AppError {
  if (Date.now() - loggedAt > logEvery) {
    loggedAt = Date.now();
    log.warn({ err: cause }, "Redis did not answer");
  }
  return new AppError("SERVICE_UNAVAILABLE", { retryAfter, cause });
}

/** Does Redis say by this error that it cannot serve at all now, as opposed to the command being wrong? */
export function isOutage(message: string): boolean {
  return /^(LOADING|READONLY|NOAUTH|WRONGPASS|NOPERM|OOM|MISCONF|CLUSTERDOWN|MASTERDOWN|TRYAGAIN|BUSY) /.test(message);
}

/** A requester for a transport that sends one command at a time. Upstash's client parses the results, as it does its own. */
export function commandRequester(send: Send): Requester {
  const one = async (command: unknown): Promise<Reply> => {
    let reply: Reply;
    try {
      reply = await send((command as unknown[]).map(String));
    } catch (cause) {
      throw redisUnavailable(cause);
    }
    if (reply.error && isOutage(reply.error)) throw redisUnavailable(new Error(reply.error));
    // Upstash's client reads every text as JSON first; a bare OK would cost it an exception, the dearest thing it does.
    return reply.result === "OK" ? { result: '"OK"' } : reply;
  };
  const request = ({ path = [], body }: UpstashRequest): Promise<Reply | Reply[]> => {
    if (path.length === 0) return one(body);
    if (path[0] === "pipeline") return Promise.all((body as unknown[]).map(one));
    throw new Error(`/${path.join("/")} is spoken to Upstash alone.`);
  };
  return { request: request as Requester["request"] };
}
