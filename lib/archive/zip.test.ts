import fc from "fast-check";
import { expect, test } from "vitest";
import { unzip } from "@/lib/testing/unzip";
import { type ZipEntry, zip } from "./zip";

async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

test("whatever goes in comes out, whole or in parts, under any name", async () => {
  const file = fc.record({
    name: fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }).filter((name) => name.isWellFormed()),
    parts: fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 }),
    isWhole: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(file, { selector: ({ name }) => name, maxLength: 6 }), async (files) => {
      const entries = files.map(
        ({ name, parts, isWhole }): ZipEntry => ({ name, data: isWhole ? Buffer.concat(parts) : each(parts) }),
      );
      const found = unzip(await collect(zip(each(entries))));
      expect([...found]).toEqual(files.map(({ name, parts }) => [name, Buffer.concat(parts)]));
    }),
    { numRuns: 60 },
  );
});

test("more files than the old format can count are all there", async () => {
  const names = Array.from({ length: 66_000 }, (_, n) => `${n}`);
  const found = unzip(await collect(zip(each(names.map((name) => ({ name, data: Buffer.from(name) }))))));
  expect(found.size).toBe(66_000);
  expect(found.get("65999")?.toString()).toBe("65999");
});

test("nothing is made before it is asked for, and one who leaves is followed by no more work", async () => {
  let made = 0;
  let isClosed = false;
  async function* files(): AsyncGenerator<ZipEntry> {
    try {
      for (; ; made += 1) yield { name: `${made}`, data: Buffer.alloc(10) };
    } finally {
      isClosed = true;
    }
  }
  const archive = zip(files());
  for (let n = 0; n < 5; n += 1) await archive.next();
  expect(made).toBeLessThanOrEqual(3);
  await archive.return(undefined);
  expect(isClosed).toBe(true);
});

test("a file that breaks off breaks the archive", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("begun");
    throw new Error("the disk is gone");
  }
  await expect(collect(zip(each([{ name: "a", data: broken() }])))).rejects.toThrow("the disk is gone");
});
