import { expect, test } from "vitest";
import { alternates } from "./page-metadata";
import { localePath, withoutLocale } from "./paths";

test.each([
  ["/", "/ko"],
  ["/?older=3", "/ko?older=3"],
  ["/#top", "/ko#top"],
  ["/images/7", "/ko/images/7"],
])("%s is %s in Korean, and back", (path, korean) => {
  expect(localePath(path, "ko")).toBe(korean);
  expect(localePath(path, "en")).toBe(path);
  expect(withoutLocale(korean)).toBe(path);
  expect(withoutLocale(path)).toBe(path);
});

test("a page names itself and its translations", () => {
  expect(alternates("/top", "ko")).toEqual({
    canonical: "/ko/top",
    languages: { en: "/top", ko: "/ko/top", "x-default": "/top" },
  });
});
