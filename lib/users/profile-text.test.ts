import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { landscapeOf } from "@/components/account/drawn-avatar";
import { fieldErrors } from "@/lib/operation/field-errors";
import { updateProfileInput } from "./profile-schema";
import { linkText, parseLink, tidyText } from "./profile-text";

describe("a link", () => {
  test.each([
    ["https://example.com", "https://example.com/"],
    ["  example.com/me ", "https://example.com/me"],
    ["http://example.com:8080/a?b=c#d", "http://example.com:8080/a?b=c#d"],
    ["https://비밀.example/길", "https://xn--pg3bl5b.example/%EA%B8%B8"],
  ])("%s is kept as %s", (text, link) => expect(parseLink(text)).toBe(link));

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "ftp://example.com",
    "mailto:me@example.com",
    "https://trusted.example@evil.example/",
    "https://user:secret@example.com/",
    "https://localhost/",
    "//",
    "https://",
    "not a link",
    `https://example.com/${"a".repeat(200)}`,
  ])("%j is none", (text) => expect(parseLink(text)).toBeNull());

  test("whatever is kept leads by http or https, in plain characters, and is kept as it is when it is sent again", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.webUrl(), fc.string()), (text) => {
        const link = parseLink(text);
        if (link === null) return;
        expect(link).toMatch(/^https?:\/\/[\x21-\x7e]+$/);
        expect(parseLink(link)).toBe(link);
        expect(linkText(link)).toMatch(/^[\x21-\x7e]*…?$/);
      }),
    );
  });
});

test("a bio keeps its lines and none of the characters that turn a text around", () => {
  expect(tidyText("a\r\nb\n\n\n\n c\u202e\u2066evil\u0007")).toBe("a\nb\n\ncevil");
  expect(tidyText("שלום 안녕")).toBe("שלום 안녕");
});

test("a form's lines and a program's list mean the same, and what is wrong is said by field", () => {
  const parse = (input: unknown) => updateProfileInput.safeParse(input);
  expect(parse({ links: "example.com\r\n\nhttps://b.example/\n" }).data).toEqual(
    parse({ links: ["example.com", "https://b.example/"] }).data,
  );
  for (const links of ["javascript:x.y", Array.from({ length: 6 }, (_, n) => `https://${n}.example`)]) {
    const { error } = parse({ links });
    expect(error && fieldErrors(error)).toEqual({ links: { code: "links" } });
  }
  const { error } = parse({ bio: "x".repeat(501) });
  expect(error && fieldErrors(error)).toEqual({ bio: { code: "tooLong", values: { maximum: 500 } } });
});

test("a drawn avatar is the same for a handle in any case, and a thousand handles have hundreds of them", () => {
  expect(landscapeOf("Mira")).toEqual(landscapeOf("mira"));
  const drawn = new Set(Array.from({ length: 1_000 }, (_, n) => JSON.stringify(landscapeOf(`member-${n}`))));
  expect(drawn.size).toBeGreaterThan(990);
});
