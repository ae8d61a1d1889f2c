import fc from "fast-check";
import { expect, test } from "vitest";
import { shortenPrompt } from "./prompt-text";

test("a prompt that fits stays as it is, on one line", () => {
  expect(shortenPrompt("a fox\n  in snow ", 60)).toBe("a fox in snow");
});

test("a long prompt ends between words, with an ellipsis", () => {
  expect(shortenPrompt("a paper fox in deep blue snow at night", 24)).toBe("a paper fox in deep…");
});

test("no character is torn apart", () => {
  expect(shortenPrompt("👩‍👩‍👧‍👦".repeat(10), 4)).toBe("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦…");
});

test("the result is a well-formed line of at most the asked length, and never empty for a prompt that is not", () => {
  const characters = (text: string) => [...new Intl.Segmenter().segment(text)].length;
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 2, max: 80 }), (prompt, max) => {
      const short = shortenPrompt(prompt, max);
      expect(short.isWellFormed()).toBe(true);
      expect(characters(short)).toBeLessThanOrEqual(max);
      expect(short === "").toBe(prompt.trim() === "");
    }),
  );
});
