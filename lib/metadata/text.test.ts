import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeText, userComment } from "@/scripts/metadata-corpus/exif";
import { decodeUserComment, decodeUtf16 } from "./text";

/** First and last letter. */
const scripts: Record<string, readonly [number, number]> = {
  Latin: [0x61, 0x7a],
  Greek: [0x3b1, 0x3c9],
  Cyrillic: [0x430, 0x44f],
  Hebrew: [0x5d0, 0x5ea],
  Arabic: [0x620, 0x64a],
  Devanagari: [0x905, 0x939],
  Thai: [0xe01, 0xe2e],
  Georgian: [0x10d0, 0x10f0],
  Kana: [0x3041, 0x3096],
  Chinese: [0x4e00, 0x9fff],
  Hangul: [0xac00, 0xd7a3],
};

test.each(Object.entries(scripts))(
  "%s without a space is read in the order that it has, whatever the file says",
  (_, [from, to]) => {
    const text = fc
      .array(fc.integer({ min: from, max: to }), { minLength: 600, maxLength: 4000 })
      .map((signs) => signs.map((sign) => String.fromCharCode(sign)).join(""));
    fc.assert(
      fc.property(text, fc.constantFrom("utf16be", "utf16le"), fc.boolean(), (words, encoding, little) => {
        expect(decodeUserComment(userComment(words, encoding), little)).toBe(words);
      }),
      { numRuns: 20 },
    );
  },
);

test("a few words are read by what prompts are written in", () => {
  for (const words of ["fox", "눈 속의 여우", "雪の中の狐", "a fox\nSteps: 20", "狐"])
    for (const encoding of ["utf16be", "utf16le"] as const) {
      const hint = encoding === "utf16be" ? "be" : "le";
      expect(decodeUtf16(encodeText(words, encoding), hint)).toBe(words);
    }
});
