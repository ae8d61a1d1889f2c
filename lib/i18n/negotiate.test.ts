import fc from "fast-check";
import { expect, test } from "vitest";
import { negotiateLocale } from "./negotiate";
import { routing } from "./routing";

test.each([
  [null, "en"],
  ["", "en"],
  ["ko", "ko"],
  ["ko-KR", "ko"],
  ["KO-kr", "ko"],
  ["ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", "ko"],
  ["en;q=0.5, ko;q=0.9", "ko"],
  ["en, ko", "en"],
  ["fr, ko;q=0.1", "ko"],
  ["fr, de", "en"],
  ["ko;q=0, en", "en"],
  ["ko;q=0", "en"],
  ["*", "en"],
])("Accept-Language %j is answered in %s", (header, locale) => {
  expect(negotiateLocale(header)).toBe(locale);
});

test("any header is answered in a language we have", () => {
  fc.assert(fc.property(fc.string(), (header) => routing.locales.includes(negotiateLocale(header))));
});
