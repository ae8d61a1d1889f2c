import fc from "fast-check";
import { expect, test } from "vitest";
import { nextPath } from "./next-path";

const site = "https://podium.example";

test("a page of this site is where one goes on, in the language of the form", () => {
  expect(nextPath("/vote", "en")).toBe("/vote");
  expect(nextPath("/vote", "ko")).toBe("/ko/vote");
  expect(nextPath("/ko/images/7?from=top#prompt", "ko")).toBe("/ko/images/7?from=top#prompt");
  expect(nextPath("/ko/images/7", "en")).toBe("/images/7");
  expect(nextPath("/ko", "en")).toBe("/");
  expect(nextPath("/", "ko")).toBe("/ko");
  expect(nextPath("/korea", "en")).toBe("/korea");
});

test.each([
  undefined,
  null,
  ["/vote"],
  "",
  "vote",
  "https://evil.example/",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  " //evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "/en//evil.example",
  "/ko//evil.example",
  "/ko/..//evil.example",
  "javascript:alert(1)",
  "/api/auth/signout",
  "/ko/api/auth/signout",
  "/sign-in?next=/sign-in",
  "/sign-out",
  "/media/x",
])("%j leads to the gallery", (value) => {
  expect(nextPath(value, "en")).toBe("/");
  expect(nextPath(value, "ko")).toBe("/ko");
});

test("whatever the link says, one stays on this site", () => {
  const hostile = fc
    .array(
      fc.constantFrom(
        "/",
        "\\",
        ".",
        "..",
        "//",
        "en",
        "ko",
        "@",
        ":",
        "?",
        "#",
        "%2f",
        "%5c",
        "%09",
        "\t",
        "evil.example",
        "http:",
        " ",
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(
      fc.oneof(
        hostile,
        hostile.map((tail) => `/${tail}`),
        fc.string(),
        fc.webUrl(),
      ),
      fc.constantFrom("en", "ko"),
      (value, locale) => {
        const path = nextPath(value, locale as "en" | "ko");
        expect(path.startsWith("/")).toBe(true);
        expect(path).not.toMatch(/^\/[/\\]/);
        // What a browser makes of the Location header, on a page of this site.
        expect(new URL(path, `${site}/sign-in`).origin).toBe(site);
        // And once more: the page hands it to the form, the form to the action.
        expect(nextPath(path, locale as "en" | "ko")).toBe(path);
      },
    ),
    { numRuns: 5_000 },
  );
});

test("a path with two languages leads home", () => {
  expect(nextPath("/ko/en", "en")).toBe("/");
  expect(nextPath("/en/ko/top", "ko")).toBe("/ko");
});
