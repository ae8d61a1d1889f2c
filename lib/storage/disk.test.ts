import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDiskStorage } from "./disk";
import { createStorageKey, parseObjectKey } from "./keys";
import type { Storage } from "./storage";

let root: string;
let store: Storage;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "podium-storage-"));
  store = createDiskStorage(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const bytes = Buffer.from("an image");
const listed = async () => {
  const found = new Map<string, boolean>();
  for await (const { prefix, quarantined } of store.list()) found.set(prefix, quarantined);
  return found;
};

test("what was written is read back, and nothing unfinished stays behind", async () => {
  const prefix = createStorageKey();
  await store.write(`${prefix}/480.avif`, bytes);
  expect(Buffer.from((await store.read(`${prefix}/480.avif`)) ?? [])).toEqual(bytes);
  expect(await store.has(`${prefix}/480.avif`)).toBe(true);
  expect(await store.read(`${prefix}/480.webp`)).toBeNull();
  expect(await readdir(join(root, "temp"))).toEqual([]);
});

test("an object is read in parts, each no larger than was asked, until there is no more, and none of it in quarantine", async () => {
  const prefix = createStorageKey();
  const key = `${prefix}/full.jpg`;
  await store.write(key, bytes);
  const part = async (from: number, length: number) => {
    const read = await store.readPart(key, { from, length });
    return read && [Buffer.from(read.bytes).toString(), read.size];
  };
  expect(await part(0, 2)).toEqual(["an", 8]);
  expect(await part(3, 100)).toEqual(["image", 8]);
  expect(await part(8, 10)).toEqual(["", 8]);
  expect(await part(100, 10)).toEqual(["", 8]);
  await store.quarantine(prefix);
  expect(await part(0, 2)).toBeNull();
});

test("a write that fails leaves neither an object nor a file", async () => {
  const prefix = createStorageKey();
  // A file where the image's folder should be.
  await mkdir(join(root, "live", prefix.slice(0, 2)), { recursive: true });
  await writeFile(join(root, "live", prefix.slice(0, 2), prefix), "");
  await expect(store.write(`${prefix}/480.avif`, bytes)).rejects.toThrow();
  expect(await store.read(`${prefix}/480.avif`)).toBeNull();
  expect(await readdir(join(root, "temp"))).toEqual([]);
});

test("a quarantined image is gone on every URL it had, and restored whole", async () => {
  const prefix = createStorageKey();
  const keys = [`${prefix}/480.avif`, `${prefix}/480.webp`];
  for (const key of keys) await store.write(key, bytes);
  await store.quarantine(prefix);
  for (const key of keys) expect([await store.read(key), await store.has(key)]).toEqual([null, false]);
  expect((await listed()).get(prefix)).toBe(true);
  await store.restore(prefix);
  for (const key of keys) expect(await store.has(key)).toBe(true);
  expect((await listed()).get(prefix)).toBe(false);
});

test("hiding twice, restoring what is in reach, and removing what is not there do no harm", async () => {
  const prefix = createStorageKey();
  await store.write(`${prefix}/480.avif`, bytes);
  await Promise.all([store.quarantine(prefix), store.quarantine(prefix)]);
  await store.quarantine(prefix);
  await store.restore(prefix);
  await store.restore(prefix);
  expect(await store.has(`${prefix}/480.avif`)).toBe(true);
  await store.remove(prefix);
  await store.remove(prefix);
  await store.quarantine(createStorageKey());
  expect((await listed()).has(prefix)).toBe(false);
});

test("a removed image is gone from quarantine too", async () => {
  const prefix = createStorageKey();
  await store.write(`${prefix}/480.avif`, bytes);
  await store.quarantine(prefix);
  await store.remove(prefix);
  expect((await listed()).has(prefix)).toBe(false);
});

test("unfinished files are removed once they are old, and not while they are being written", async () => {
  await mkdir(join(root, "temp"), { recursive: true });
  await writeFile(join(root, "temp", "old"), "");
  await writeFile(join(root, "temp", "fresh"), "");
  await utimes(join(root, "temp", "old"), new Date(0), new Date(0));
  expect(await store.removeLeftovers(new Date(Date.now() - 60_000))).toBe(1);
  expect(await readdir(join(root, "temp"))).toEqual(["fresh"]);
});

test("a new store is empty, not an error", async () => {
  const empty = createDiskStorage(join(root, "not-there"));
  for await (const { prefix } of empty.list()) expect.unreachable(prefix);
  expect(await empty.removeLeftovers(new Date())).toBe(0);
  expect(await empty.read(`${createStorageKey()}/480.avif`)).toBeNull();
});

test("no key leads out of the store", async () => {
  const prefix = createStorageKey();
  const bad = [
    `../${prefix}/480.avif`,
    `${prefix}/../../secret.webp`,
    `${prefix}/480.avif/..`,
    `${prefix}/480.svg`,
    `${prefix}/full.avif`,
    `${prefix}/full.png`,
    `${prefix}\\480.avif`,
    `${prefix}/480.avif\0`,
    `${prefix}/480.avif\n`,
    `${prefix.toUpperCase()}G/480.avif`,
    `${prefix}/0480.avif`,
    `/${prefix}/480.avif`,
    "",
  ];
  for (const key of bad) {
    expect(parseObjectKey(key)).toBeNull();
    await expect(async () => store.write(key, bytes)).rejects.toThrow(RangeError);
    await expect(async () => store.read(key)).rejects.toThrow(RangeError);
    await expect(async () => store.readPart(key, { from: 0, length: 1 })).rejects.toThrow(RangeError);
  }
  for (const each of ["..", "", `${prefix}/..`, "../..", prefix.slice(1)]) {
    for (const act of ["quarantine", "restore", "remove"] as const) {
      await expect(async () => store[act](each)).rejects.toThrow(RangeError);
    }
  }
});

test("whatever text is a key, it names a file two levels down", () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom(..."0123456789abcdef/.\\avifwebp"), maxLength: 60 }),
  );
  fc.assert(
    fc.property(text, (key) => {
      const parsed = parseObjectKey(key);
      if (parsed)
        expect(`${parsed.prefix}/${parsed.name}`).toMatch(/^[0-9a-f]{32}\/(\d{1,5}\.(avif|webp)|full\.(jpg|webp))$/);
    }),
  );
});
