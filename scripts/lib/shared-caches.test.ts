import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { boundSharedCaches } from "./shared-caches.mjs";

/** What a cache in front of the site is told when the site says `said`. */
async function told(said: string): Promise<string | null> {
  const server = createServer((_, response) => {
    boundSharedCaches(response);
    response.setHeader("Cache-Control", said);
    response.end("page");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await answer.text();
  server.close();
  return answer.headers.get("cache-control");
}

test("a cache in front of the site may keep a page for a minute, and no longer", async () => {
  expect(await told("s-maxage=30, stale-while-revalidate=3570")).toBe("s-maxage=30");
  expect(await told("s-maxage=31536000")).toBe("s-maxage=60");
});

test("what says for itself how long it holds is left alone", async () => {
  for (const said of ["private, no-store", "public, max-age=86400, s-maxage=60, immutable"])
    expect(await told(said)).toBe(said);
});
