import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type OutgoingHttpHeaders, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createPageCache } from "./page-cache.mjs";

let server: Server | undefined;
afterEach(() => server?.close());

const publicPage = {
  "x-nextjs-cache": "HIT",
  "cache-control": "s-maxage=60",
  etag: '"a"',
  "content-type": "text/html",
};

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A site that counts how often it was asked, behind the cache; `clock.now` is the time. */
async function site(headers: OutgoingHttpHeaders = publicPage, { status = 200, during = () => {} } = {}) {
  const clock = { now: 0 };
  const pages = createPageCache({ now: () => clock.now });
  let asked = 0;
  server = createServer((req, res) => {
    if (pages.answer(req, res)) return;
    asked += 1;
    during();
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value as string);
    res.statusCode = status;
    res.write(`${req.url} `);
    res.end(`no. ${asked}, ö`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const get = (path: string, send: OutgoingHttpHeaders = {}, method = "GET") =>
    new Promise<Answer>((resolve, reject) => {
      request({ port, host: "127.0.0.1", path, headers: send, method, agent: false }, (res) => {
        const chunks: Buffer[] = [];
        res.on("data", (chunk: Buffer) => chunks.push(chunk));
        res.on("end", () =>
          resolve({ status: res.statusCode as number, headers: res.headers, body: Buffer.concat(chunks).toString() }),
        );
      })
        .on("error", reject)
        .end();
    });
  return { get, clock, pages, asked: () => asked };
}

test("a public page is asked for once a second, and repeated to the byte with its headers", async () => {
  const { get, clock, asked } = await site();
  const first = await get("/top");
  const second = await get("/top");
  expect(second.body).toBe(first.body);
  expect(second.headers["x-nextjs-cache"]).toBe("HIT");
  expect(asked()).toBe(1);
  expect((await get("/top", { "if-none-match": '"a"' })).status).toBe(304);
  clock.now = 1_001;
  expect((await get("/top")).body).toBe("/top no. 2, ö");
});

test("expiring ends every answer at once, those that are being given too", async () => {
  let clear = () => {};
  const { get, clock, pages, asked } = await site(publicPage, { during: () => clear() });
  await get("/");
  clear = () => pages.clear();
  clock.now = 1_001;
  await get("/");
  clear = () => {};
  clock.now = 5_000;
  await get("/");
  expect(asked()).toBe(3);
  await get("/");
  expect(asked()).toBe(3);
});

test("an answer that begins just after a clearing is not kept: it may still be the old one", async () => {
  const { get, clock, pages, asked } = await site();
  await get("/");
  pages.clear();
  await get("/");
  await get("/");
  expect(asked()).toBe(3);
  clock.now = 2_000;
  await get("/");
  await get("/");
  expect(asked()).toBe(4);
});

test.each<[string, OutgoingHttpHeaders, number]>([
  ["that Next has not in its cache", { ...publicPage, "x-nextjs-cache": "MISS" }, 200],
  ["that are rendered for one reader", { "cache-control": "private, no-store" }, 200],
  ["that set a cookie", { ...publicPage, "set-cookie": "a=b" }, 200],
  ["that are not found", publicPage, 404],
])("answers %s are never repeated", async (_, headers, status) => {
  const { get, asked } = await site(headers, { status });
  await get("/");
  await get("/");
  expect(asked()).toBe(2);
});

test.each<[string, string, OutgoingHttpHeaders, string]>([
  ["the router's own fetches", "/top", { rsc: "1" }, "GET"],
  ["a query", "/?a=1", {}, "GET"],
  ["the API", "/api/v1/images", {}, "GET"],
  ["image bytes", "/media/a/480.avif", {}, "GET"],
  ["a write", "/top", {}, "POST"],
])("%s goes past it", async (_, path, headers, method) => {
  const { get, asked } = await site();
  await get(path, headers, method);
  await get(path, headers, method);
  expect(asked()).toBe(2);
});

test("readers of different encodings do not get each other's bytes", async () => {
  const { get, asked } = await site();
  await get("/", { "accept-encoding": "gzip, br" });
  await get("/", { "accept-encoding": "br, gzip" });
  expect(asked()).toBe(1);
  await get("/");
  expect(asked()).toBe(2);
});
