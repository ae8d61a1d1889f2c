import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { inChosenLanguage } from "./chosen-language.mjs";

const ask = (url: string, { method = "GET", ...headers }: Record<string, string> = {}) =>
  inChosenLanguage({
    ...{ method, url },
    headers: { accept: "text/html,*/*", cookie: "a=b; podium-language=ko", ...headers },
  } as unknown as IncomingMessage);

test("who chose Korean is led to the Korean page, with all that the address asks for", () => {
  expect(ask("/")).toBe("/ko");
  expect(ask("/images/5")).toBe("/ko/images/5");
  expect(ask("/search?q=a/b&sort=new")).toBe("/ko/search?q=a/b&sort=new");
  expect(ask("/?shared=1")).toBe("/ko?shared=1");
  expect(ask("/korea")).toBe("/ko/korea");
  // Never to another site.
  expect(ask("//example.org/x")).toBe("/ko//example.org/x");
});

test("what is no page, has a language already, or is fetched by a script stays where it is", () => {
  for (const url of [
    "/ko",
    "/ko/top",
    "/en/top",
    "/api/v1/images",
    "/media/a/b",
    "/feeds/new.xml",
    "/sw.js",
    "/_next/x",
  ])
    expect(ask(url), url).toBeNull();
  expect(ask("/", { method: "POST" })).toBeNull();
  expect(ask("/", { accept: "*/*" })).toBeNull();
  expect(ask("/", { rsc: "1" })).toBeNull();
});

test("who chose English, or nothing, is led nowhere", () => {
  for (const cookie of [
    "",
    "podium-language=en",
    "podium-language=xx",
    "my-podium-language=ko",
    "podium-language=korean",
  ])
    expect(ask("/", { cookie }), cookie).toBeNull();
});
