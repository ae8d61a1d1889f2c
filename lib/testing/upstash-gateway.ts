import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Redis } from "ioredis";
import { whenFileIsDone } from "./cleanup";

type Command = [string, ...(string | number)[]];

const encode = (value: unknown): unknown => {
  if (typeof value === "string") return value === "OK" ? value : Buffer.from(value).toString("base64");
  return Array.isArray(value) ? value.map(encode) : value;
};

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}

/**
 * Upstash's HTTP protocol in front of a real Redis: POST / with one command, /pipeline and /multi-exec with several, a
 * bearer token, results in base64 for a client that asks for them.
 * @see https://upstash.com/docs/redis/features/restapi
 */
export async function upstashGateway(
  redisUrl: string,
): Promise<{ url: string; token: string; close: () => Promise<void> }> {
  const token = "a-token-for-tests";
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 0, enableOfflineQueue: false, retryStrategy: () => 50 });
  redis.on("error", () => {});
  await once(redis, "ready");

  const run = async ([name, ...values]: Command): Promise<{ result: unknown } | { error: string }> => {
    try {
      return { result: await redis.call(name, values) };
    } catch (error) {
      return { error: (error as Error).message };
    }
  };
  const transact = async (commands: Command[]) => {
    const replies = await redis.multi(commands).exec();
    return (replies ?? []).map(([error, result]) => (error ? { error: error.message } : { result }));
  };

  const server = createServer(async (request, response) => {
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${token}`) return send(401, { error: "Unauthorized" });
    const body = await bodyOf(request);
    const wrap = <T extends object>(reply: T) =>
      request.headers["upstash-encoding"] === "base64" && "result" in reply
        ? { ...reply, result: encode(reply.result) }
        : reply;
    if (request.url === "/pipeline") return send(200, (await Promise.all((body as Command[]).map(run))).map(wrap));
    if (request.url === "/multi-exec") return send(200, (await transact(body as Command[])).map(wrap));
    const reply = await run(body as Command);
    send("error" in reply ? 400 : 200, wrap(reply));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    redis.disconnect();
    server.closeAllConnections();
    if (server.listening) {
      server.close();
      await once(server, "close");
    }
  };
  whenFileIsDone(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token, close };
}
