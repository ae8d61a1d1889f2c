import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparable } from "./comparable";
import { decodeSearchCursor, encodeSearchCursor } from "./cursor";
import { dateSpan, formatPart, formatQuery, maxParts, parseQuery, withField } from "./query";

const read = (typed: string) => parseQuery(typed).parts.map(formatPart);

describe("a query", () => {
  test.each([
    ["girl, red hair", ["girl", "red", "hair"]],
    ['"red hair" -cat', ['"red hair"', "-cat"]],
    ["（ＧＩＲＬ：１．２）", ["girl:1.2"]],
    ["소녀 少女 猫", ["소녀", "少女", "猫"]],
    ["소녀".normalize("NFD"), ["소녀"]],
    ["“붉은 노을”", ['"붉은 노을"']],
    ['model:"SD XL" by:@Mira seed:007 size:1024×1536', ['model:"sd xl"', "by:mira", "seed:7", "size:1024x1536"]],
    ["-has:workflow from:2026-11 to:2026", ["-has:workflow", "from:2026-11", "to:2026"]],
    ["orientation：portrait", ["orientation:portrait"]],
    ['unfinished "phrase at the end', ["unfinished", '"phrase at the end"']],
    ["sci-fi f/1.8 c++", ["sci-fi"]],
    ["girl girl GIRL", ["girl"]],
    ['model:"!"', ['model:"!"']],
    ["http://model:x", ["http://model:x"]],
    ["--model:x", ['-"model:x"']],
    ["", []],
    ["model:flux, girl", ["model:flux", "girl"]],
    ["by:mira, seed:7; size:64x64.", ["by:mira", "seed:7", "size:64x64"]],
    ["sampler:dpm++, model:v1.5", ["sampler:dpm++", "model:v1.5"]],
    ['model:"flux,"', ['model:"flux,"']],
    ["from:2026-1-5 to:2026/01/05", ["from:2026-01-05", "to:2026-01-05"]],
    ["from:2026.1.5. to:2026/3", ["from:2026-01-05", "to:2026-03"]],
    ["\u2212cat \u2013dog \uFF0Dfox \u2014has:workflow", ["-cat", "-dog", "-fox", "-has:workflow"]],
    ["red \u2014 blue \u2013 green", ["red", "blue", "green"]],
    ["«red fox» ‹old owl›", ['"red fox"', '"old owl"']],
    ["‘red fox’ -‘old owl’, model:‘flux dev’", ['"red fox"', '-"old owl"', 'model:"flux dev"']],
    ['"a ‘big’ hat"', ['"a ‘big’ hat"']],
    ["‘a girl’s hat’", ['"a girl’s hat"']],
    ["girl’s ’80s rock ‘n’ roll", ["girl’s", "80s", "rock", "roll"]],
  ])("%j is read as %j", (typed, parts) => {
    expect(read(typed)).toEqual(parts);
  });

  test.each([
    ["a", "tooShort"],
    ["-", "tooShort"],
    ['""', "tooShort"],
    ["seed:abc", "notAValue"],
    ["size:wide", "notAValue"],
    ["from:2026-02-30", "notAValue"],
    ["from:2026-0-1", "notAValue"],
    ["from:2026-123", "notAValue"],
    ["model:,", "notAValue"],
    ["orientation:round", "notAValue"],
    ["model:", "notAValue"],
    ["model:!", "tooShort"],
    ["-sampler:a", "tooShort"],
    ['sampler:"+ b"', "tooShort"],
    ['lora:"-"', "tooShort"],
    [`model:"${"\uFDFA".repeat(62)}"`.normalize("NFKC"), "notAValue"],
    ['by:"two words"', "notAValue"],
  ])("%j is not looked for: %s", (typed, because) => {
    expect(parseQuery(typed)).toEqual({ parts: [], ignored: [{ text: typed, because }] });
  });

  test("of more parts than one may look for the first are taken", () => {
    const { parts, ignored } = parseQuery(Array.from({ length: maxParts + 2 }, (_, n) => `word${n}`).join(" "));
    expect(parts).toHaveLength(maxParts);
    expect(ignored.map(({ because }) => because)).toEqual(["tooMany", "tooMany"]);
  });

  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom(
      '"',
      "-",
      ":",
      "model:",
      'by:"',
      "seed:1",
      "size:1x1",
      "from:2026",
      " ",
      "　",
      "“",
      "«",
      "‘",
      "’",
      "\u2212",
      "\u2013",
      "from:2026-1-5",
      "소녀",
      "少女",
      "가",
      "ß",
      "İ",
      "ﬁ",
    ),
  );
  const typed = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

  test("whatever is typed is read without an error, and typed again it is read the same", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const { parts } = parseQuery(text);
        expect(parseQuery(formatQuery(parts))).toEqual({ parts, ignored: [] });
        for (const part of parts) expect(part.kind === "field" || part.text.length > 0).toBe(true);
      }),
      { numRuns: 4_000 },
    );
  });

  test("a filter replaces another value of its field, and leaves the rest", () => {
    const { parts } = parseQuery('girl model:"a" -model:"b" has:workflow');
    expect(formatQuery(withField(parts, "model", "SDXL"))).toBe('girl -model:"b" has:workflow model:"sdxl"');
  });
});

test("a day, a month and a year last from their first moment to the first one after", () => {
  const span = (text: string) => Object.values(dateSpan(text) ?? {}).map((date) => date.toISOString().slice(0, 10));
  expect(span("2026-12-31")).toEqual(["2026-12-31", "2027-01-01"]);
  expect(span("2026-12")).toEqual(["2026-12-01", "2027-01-01"]);
  expect(span("2024")).toEqual(["2024-01-01", "2025-01-01"]);
  expect(span("2026-13")).toEqual([]);
});

test("a comparable text stays as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      expect(comparable(comparable(text))).toBe(comparable(text));
    }),
    { numRuns: 1_000 },
  );
});

test("a cursor that is read is one that is written, and its numbers are ones that the database takes", () => {
  const integer = fc.integer({ min: 0, max: 36 ** 6 - 1 }).map((n) => n.toString(36).padStart(6, "0"));
  const double = fc.oneof(fc.double(), fc.nat(), fc.constantFrom(1e300, 1.5, -1, 2_147_483_648)).map((value) => {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value);
    return bytes.toString("hex");
  });
  const text = fc
    .tuple(
      fc.constantFrom("n", "r", "w", "p", "l", "g"),
      fc.array(fc.oneof(integer, double), { minLength: 1, maxLength: 4 }),
    )
    .map(([letter, numbers]) => `${letter}${numbers.join("")}`);
  let read = 0;
  fc.assert(
    fc.property(text, (cursor) => {
      const decoded = decodeSearchCursor(cursor);
      if (decoded === null) return;
      read += 1;
      expect(encodeSearchCursor(decoded)).toBe(cursor);
      const numbers = decoded.sort === "likes" && decoded.value !== null ? [decoded.id, decoded.value] : [];
      for (const number of numbers) {
        expect(number).toBe(number | 0);
        expect(number).toBeGreaterThan(0);
      }
    }),
    { numRuns: 3_000, seed: 7 },
  );
  expect(read).toBeGreaterThan(100);
});
