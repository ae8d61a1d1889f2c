import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sharp } from "@/lib/images/sharp";
import type { Expected } from "@/scripts/metadata-corpus/case";
import { corpus } from "@/scripts/metadata-corpus/corpus";
import { readMetadata } from "./read";
import { metadataLine } from "./wire";

const folder = new URL("./corpus/", import.meta.url);
const bytesOf = (name: string) => readFileSync(new URL(name, folder));
const expected: Record<string, Expected> = JSON.parse(bytesOf("expected.json").toString());

test("the corpus is what its scripts make, at least sixty files in every container", () => {
  const made = corpus();
  expect(made.length).toBeGreaterThanOrEqual(60);
  expect(readdirSync(folder).sort()).toEqual([...made.map(({ name }) => name), "expected.json"].sort());
  expect(expected).toEqual(
    JSON.parse(JSON.stringify(Object.fromEntries(made.map((each) => [each.name, each.expected])))),
  );
  // Compressed ones may differ by the version of zlib.
  for (const { name, bytes } of made)
    if (!/ztxt|compressed/.test(name)) expect([name, bytes.equals(bytesOf(name))]).toEqual([name, true]);
  for (const ending of ["png", "jpg", "webp", "avif", "gif"])
    expect(made.some(({ name }) => name.endsWith(ending))).toBe(true);
});

test.each(Object.keys(expected))("%s says what its tool wrote", (name) => {
  expect(JSON.parse(metadataLine(readMetadata(bytesOf(name))))).toEqual(expected[name]);
});

test.each(Object.keys(expected))("%s is an image that opens", async (name) => {
  expect(await sharp(bytesOf(name)).metadata()).toMatchObject({ width: 8, height: 8 });
});
