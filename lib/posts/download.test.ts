import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { PrismaClient } from "@/lib/db/generated/client";
import { sharp } from "@/lib/images/sharp";
import { embedMetadata } from "@/lib/metadata/embed";
import { readMetadata } from "@/lib/metadata/read";
import { createDiskStorage } from "@/lib/storage/disk";
import type { Storage } from "@/lib/storage/storage";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { createPostFromFile } from "./create";
import { downloadName, makeDownload } from "./download";
import { settleFiles } from "./files";
import { publishableFields } from "./parameters";

const globals = globalThis as { podiumStorage?: Storage; podiumPrisma?: PrismaClient };
let db: PrismaClient;
let disk: Storage;

beforeAll(async () => {
  db = (await testDatabase()).prisma;
  globals.podiumPrisma = db;
  await db.user.create({ data: { id: 1, handle: "author" } });
  const root = await mkdtemp(join(tmpdir(), "podium-download-"));
  whenFileIsDone(() => rm(root, { recursive: true, force: true }));
  disk = createDiskStorage(root);
  globals.podiumStorage = disk;
});

const plain = (width: number, height: number, alpha = 1) =>
  sharp({
    create: {
      width,
      height,
      channels: alpha < 1 ? 4 : 3,
      background: { r: 20, g: 90, b: 160, ...(alpha < 1 && { alpha }) },
    },
  });

/** A picture that says of itself how it was made, and more. */
const telling = async () =>
  Buffer.from(
    embedMetadata(await plain(2500, 1600).jpeg().toBuffer(), {
      parameters:
        "file's own words\nNegative prompt: secret wish\nSteps: 20, Sampler: Euler a, Seed: 18446744073709551614, Version: Forge",
      digitalSourceType: "trainedAlgorithmicMedia",
    }),
  );

async function post(file: Buffer, publish: readonly string[] = []) {
  const fields = publishableFields.filter((field) => publish.includes(field));
  const words = {
    prompt: "해질녘의 등대, a lighthouse",
    modelName: "Flux, 1.1",
    altText: null,
    isTournamentOptIn: false,
  };
  const { id } = await createPostFromFile(
    { file: new Uint8Array(file), ...words, publish: new Set(fields) },
    { userId: 1 },
  );
  return id;
}

test("a download has every pixel of the original, and what is published can be read back from it", async () => {
  const id = await post(await telling(), ["sampler", "seed", "digital_source_type"]);
  const { bytes, name, format } = await makeDownload(id);
  expect([name, format]).toEqual([`해질녘의-등대-a-lighthouse-${id}.jpg`, "jpg"]);
  expect(await sharp(Buffer.from(bytes)).metadata()).toMatchObject({ width: 2500, height: 1600, format: "jpeg" });
  expect(readMetadata(bytes)).toMatchObject({
    prompt: "해질녘의 등대, a lighthouse",
    model: "Flux, 1.1",
    sampler: "Euler a",
    seed: "18446744073709551614",
    tool: null,
    steps: null,
    negativePrompt: null,
    digitalSourceType: "trainedAlgorithmicMedia",
    warnings: [],
  });
  expect(Buffer.from(bytes).includes(Buffer.from("secret wish", "utf16le").swap16())).toBe(false);
});

test("what is published later is in it, and what never was is not", async () => {
  const id = await post(await telling());
  const before = readMetadata((await makeDownload(id)).bytes);
  expect([before.sampler, before.seed, before.digitalSourceType]).toEqual([null, null, null]);
  await db.imagePost.update({ where: { id }, data: { prompt: "other words", modelName: null } });
  expect(readMetadata((await makeDownload(id)).bytes)).toMatchObject({ prompt: "other words", model: null });
});

test("a transparent image stays transparent, as WebP, and tells the same", async () => {
  const id = await post(await plain(300, 200, 0.5).png().toBuffer());
  const { bytes, format } = await makeDownload(id);
  expect(format).toBe("webp");
  expect(await sharp(Buffer.from(bytes)).metadata()).toMatchObject({ width: 300, height: 200, hasAlpha: true });
  expect(readMetadata(bytes)).toMatchObject({ prompt: "해질녘의 등대, a lighthouse", model: "Flux, 1.1" });
});

test("an image on its side is downloaded upright", async () => {
  const sideways = await plain(2400, 1000).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const { bytes } = await makeDownload(await post(sideways));
  expect(await sharp(Buffer.from(bytes)).metadata()).toMatchObject({ width: 1000, height: 2400 });
});

test("an image of before comes in its largest variant", async () => {
  const id = await post(await plain(2500, 1600).jpeg().toBuffer());
  await db.imagePost.update({ where: { id }, data: { fullFormat: null } });
  const { bytes, format } = await makeDownload(id);
  expect(format).toBe("webp");
  expect(await sharp(Buffer.from(bytes)).metadata()).toMatchObject({ width: 1920, format: "webp" });
  expect(readMetadata(bytes)).toMatchObject({ model: "Flux, 1.1" });
});

test("of a hidden post nothing is downloaded, and its full size is in quarantine with the others", async () => {
  const id = await post(await plain(200, 200).jpeg().toBuffer());
  const { storageKey } = await db.imagePost.findUniqueOrThrow({ where: { id } });
  expect(await disk.has(`${storageKey}/full.jpg`)).toBe(true);
  await db.imagePost.update({ where: { id }, data: { isActive: false } });
  await expect(makeDownload(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await settleFiles(storageKey as string);
  expect(await disk.has(`${storageKey}/full.jpg`)).toBe(false);
});

test.each(["jpeg", "webp"] as const)(
  "a %s keeps its pixels to the bit when words are written into it",
  async (format) => {
    for (const options of format === "webp" ? [{}, { lossless: true }] : [{}]) {
      const file = await plain(61, 37, format === "webp" ? 0.5 : 1)
        .toFormat(format, options)
        .toBuffer();
      const told = embedMetadata(file, { parameters: "말 😀\nSteps: 3, Version: Podium", digitalSourceType: 'x<>"&' });
      const pixels = (bytes: Uint8Array) => sharp(Buffer.from(bytes)).raw().toBuffer();
      expect(await pixels(told)).toEqual(await pixels(file));
      expect(readMetadata(told)).toMatchObject({ prompt: "말 😀", steps: 3, warnings: [] });
    }
  },
);

test("a file's name is of words alone, in any script", () => {
  expect(downloadName({ id: 7, altText: "../../etc: A “Fox”\r\nX" }, "jpg")).toBe("etc-a-fox-x-7.jpg");
  expect(downloadName({ id: 7, altText: "🦊" }, "webp")).toBe("podium-7.webp");
  expect(downloadName({ id: 7, altText: "word ".repeat(90) }, "jpg").length).toBeLessThan(80);
});
