import fc from "fast-check";
import { expect, test } from "vitest";
import { altTextBeside, altTextLength, altTextOf, ownAltText, suggestAltText } from "./alt-text";
import { wordsOf } from "./prompt-words";

test.each([
  ["a red fox in snow", "a red fox in snow"],
  ["masterpiece, best quality, (red fox:1.3), [snow], ((night)), 8k", "red fox, snow, night"],
  ["<lora:foxes:0.8> a red fox, highly detailed <lora:light_v2:0.5>", "a red fox"],
  ["a red fox --ar 3:2 --v 6.1 --no text", "a red fox"],
  ["걸작, 최고 품질, 눈 속의 붉은 여우, (달빛:1.2)", "눈 속의 붉은 여우, 달빛"],
  ["傑作、最高品質、雪の中の赤い狐、月明かり", "雪の中の赤い狐、月明かり"],
  ["1,155 seeds at 10:30, with a\n  line between", "1,155 seeds at 10:30, with a line between"],
  // Nothing but words for quality: better than nothing.
  ["masterpiece, best quality", "masterpiece, best quality"],
])("of “%s” is suggested “%s”", (prompt, text) => {
  expect(suggestAltText(prompt)).toBe(text);
});

test("a long prompt is cut between words", () => {
  const text = suggestAltText("a paper fox in deep blue snow at night under many small stars ".repeat(9));
  expect(text.length).toBeLessThanOrEqual(125);
  expect(text).toMatch(/[a-z]…$/);
});

test("a suggestion fits its column and is never empty, whatever the prompt", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 400 }), (prompt) => {
      const text = suggestAltText(prompt);
      expect([...text].length).toBeLessThanOrEqual(altTextLength);
      expect(text === "").toBe(prompt.trim() === "");
    }),
  );
});

test("what is suggested anyway is not kept, so that it follows the prompt", () => {
  expect(ownAltText("a red fox", "a red fox, masterpiece")).toBeNull();
  expect(ownAltText("", "a red fox")).toBeNull();
  expect(ownAltText("A fox looks up", "a red fox")).toBe("A fox looks up");
  expect(altTextOf({ altText: null, prompt: "a red fox, 8k" })).toBe("a red fox");
  expect(altTextOf({ altText: "A fox looks up", prompt: "a red fox" })).toBe("A fox looks up");
});

test("beside its prompt an image has only words of its own", () => {
  expect(altTextBeside({ altText: "a red fox", prompt: "a red fox" })).toBe("");
  expect(altTextBeside({ altText: "A fox looks up", prompt: "a red fox" })).toBe("A fox looks up");
});

test("words are in small letters without what only joins or praises; scripts without spaces go by pairs of signs", () => {
  expect([...wordsOf("The Fox, masterpiece, (in the SNOW:1.2) <lora:x:1>")]).toEqual(["fox", "snow"]);
  expect([...wordsOf("赤い狐 여우")]).toEqual(["赤い", "い狐", "여우"]);
});
