import { readdirSync, readFileSync } from "node:fs";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import compile from "icu-minify/compile";
import format from "icu-minify/format";
import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { errorStatus } from "@/lib/errors/app-error";
import en from "./catalogue-en";
import ko from "./catalogue-ko";

/** Every message by its dotted key. */
function flatten(node: unknown, path = ""): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  return Object.entries(node as object).flatMap(([key, child]) => flatten(child, path ? `${path}.${key}` : key));
}

/** What a message asks for, as "name:kind": tags, and arguments with their kind, inside of plurals too. */
function placeholders(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.argument:
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
        return [element.value];
      case TYPE.plural:
      case TYPE.select:
        return [element.value, ...Object.values(element.options).flatMap(({ value }) => placeholders(value))];
      case TYPE.tag:
        return [`<${element.value}>`, ...placeholders(element.children)];
      default:
        return [];
    }
  });
}

const formatters = {
  getDateTimeFormat: (...options: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...options),
  getNumberFormat: (...options: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...options),
  getPluralRules: (...options: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...options),
};

const english = new Map(flatten(en));
const korean = new Map(flatten(ko));
const asks = (message: string) => [...new Set(placeholders(parse(message)))].sort();

describe("the catalogues", () => {
  test("have the same keys in both languages", () => {
    expect([...korean.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("list every file of words there is", () => {
    for (const [locale, catalogue] of Object.entries({ en, ko })) {
      const files = readdirSync(new URL(`../../messages/${locale}`, import.meta.url)).map((file) =>
        file.replace(/\.json$/, ""),
      );
      expect(Object.keys(catalogue).sort()).toEqual(files.sort());
    }
  });

  test("ask for the same values in both languages", () => {
    for (const [key, message] of english) expect([key, asks(korean.get(key) ?? "")]).toEqual([key, asks(message)]);
  });

  test("have no empty message and none with stray space", () => {
    for (const [key, message] of [...english, ...korean]) expect([key, message]).toEqual([key, message.trim() || "…"]);
  });

  test("say the same as the build parses them and as they are written", () => {
    // A tag marks what is in it, and every argument is a number: a choice between words then takes what is left.
    const tag = (chunks: unknown) => `«${[chunks].flat().join("")}»`;
    for (const [locale, messages] of [
      ["en", english],
      ["ko", korean],
    ] as const)
      for (const [key, message] of messages)
        for (const value of [0, 1, 2, 12_345.6]) {
          const names = asks(message).map((name) => name.match(/^<(.*)>$/)?.[1] ?? name);
          const values = Object.fromEntries(names.map((name) => [name, asks(message).includes(name) ? value : tag]));
          const asWritten = createTranslator({ locale, messages: { message }, timeZone: "UTC" }).markup(
            "message",
            values as never,
          );
          const asBuilt = format(compile(message), locale, values, { formatters, timeZone: "UTC" });
          expect([key, value, [asBuilt].flat().join("")]).toEqual([key, value, asWritten]);
        }
  });

  test("speak Korean in Korean", () => {
    // Names, units and addresses that are the same in both languages.
    const sameInBoth = /^(?:Podium|English|한국어|[^A-Za-z]*)$/;
    const left = [...korean].filter(
      ([key, message]) =>
        !/[가-힣]/.test(message.replace(/\{[^}]*\}/g, "")) && english.get(key) === message && !sameInBoth.test(message),
    );
    expect(left.map(([key, message]) => `${key}: ${message}`)).toEqual([]);
  });

  test("have words for every refusal", () => {
    for (const code of Object.keys(errorStatus)) {
      expect(english.get(`errors.codes.${code}`)).toBeTruthy();
      expect(korean.get(`errors.codes.${code}`)).toBeTruthy();
    }
  });

  test("have words for every complaint about a field", () => {
    // What zod finds by itself, and what our schemas name: `{ params: { code: "…" } }` and `fields: { x: { code: "…" } }`.
    const codes = new Set(["required", "tooShort", "tooLong", "tooSmall", "tooBig", "invalid"]);
    for (const file of readdirSync(new URL("../../lib", import.meta.url), { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts") || file.endsWith(".test.ts") || file.includes("generated")) continue;
      const source = readFileSync(new URL(`../../lib/${file}`, import.meta.url), "utf8");
      for (const [, code] of source.matchAll(/\{ code: "([a-z]\w*)"/gi))
        if (code && code !== "custom" && !/^[a-z]+_/.test(code)) codes.add(code);
    }
    expect(codes).toContain("handleTaken");
    for (const code of codes) {
      expect([code, english.get(`errors.fields.${code}`)]).toEqual([code, expect.any(String)]);
      expect([code, korean.get(`errors.fields.${code}`)]).toEqual([code, expect.any(String)]);
    }
  });
});
