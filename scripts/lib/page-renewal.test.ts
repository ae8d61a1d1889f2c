import { once } from "node:events";
import { createServer, get, type IncomingHttpHeaders, type OutgoingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { createPageRenewal } from "./page-renewal.mjs";

let server: Server | undefined;
afterEach(() => server?.close());

interface Asked {
  url: string;
  isOwn: boolean;
  /** What Next goes by when it decides whether it may draw. */
  purpose: IncomingHttpHeaders["purpose"];
}

/** A site whose pages are all out of date, or what `state` says. */
async function site(state = "STALE", delayMs = 50) {
  const asked: Asked[] = [];
  let port = 0;
  const send = (path: string, headers: OutgoingHttpHeaders = {}) =>
    new Promise<void>((resolve, reject) => {
      get({ port, host: "127.0.0.1", path, headers, agent: false }, (answer) => answer.resume().on("end", resolve)).on(
        "error",
        reject,
      );
    });
  const renewal = createPageRenewal({ ask: (path, headers) => void send(path, headers).catch(() => {}), delayMs });
  server = createServer((request, response) => {
    const isOwn = renewal.isOwn(request);
    if (!isOwn) renewal.postpone(request, response);
    asked.push({ url: request.url ?? "", isOwn, purpose: request.headers.purpose });
    response.setHeader("x-nextjs-cache", state).end("page");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
  return { send, asked };
}

test("a page out of date is answered without a drawing, and asked for again by the server alone, once for all its readers", async () => {
  const { send, asked } = await site();
  for (let n = 0; n < 5; n += 1) await send("/top");
  expect(asked).toEqual(Array(5).fill({ url: "/top", isOwn: false, purpose: "prefetch" }));
  await expect.poll(() => asked.slice(5)).toEqual([{ url: "/top", isOwn: true, purpose: undefined }]);
  // What the server asked for itself leads to nothing more.
  await sleep(200);
  expect(asked).toHaveLength(6);
  await send("/top");
  await expect.poll(() => asked.filter(({ isOwn }) => isOwn)).toHaveLength(2);
});

test("a page that is up to date is not asked for again", async () => {
  const { send, asked } = await site("HIT");
  await send("/top");
  await sleep(200);
  expect(asked).toHaveLength(1);
});

test.each<[string, string, OutgoingHttpHeaders]>([
  ["the router fetches", "/top", { rsc: "1" }],
  ["has a query", "/search?q=a", {}],
  ["is no page", "/api/v1/images", {}],
])("what %s is Next's to draw when it likes", async (_, path, headers) => {
  const { send, asked } = await site();
  await send(path, headers);
  await sleep(200);
  expect(asked).toEqual([{ url: path, isOwn: false, purpose: undefined }]);
});

test("nobody else asks in the server's name", async () => {
  const { send, asked } = await site();
  await send("/top", { "x-podium-renewal": "1" });
  expect(asked[0]?.isOwn).toBe(false);
});

test("so many pages wait at most, and the next is Next's to draw at once", async () => {
  const { send, asked } = await site("STALE", 60_000);
  for (let n = 0; n < 1_000; n += 1) await send(`/images/${n}`);
  expect(new Set(asked.map(({ purpose }) => purpose))).toEqual(new Set(["prefetch"]));
  // A reader may be done before the server knows.
  await expect
    .poll(async () => {
      await send("/images/1000");
      return asked.at(-1)?.purpose;
    })
    .toBeUndefined();
});
