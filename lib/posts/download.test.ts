import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PrismaClient } from "@/lib/db/generated/client";
import { env } from "@/lib/env/env";
import { sharp } from "@/lib/images/sharp";
import { type Embedded, spliceMetadata } from "@/lib/metadata/embed";
import { readMetadata } from "@/lib/metadata/read";
import type { Operation } from "@/lib/operation/define";
import { runOperation } from "@/lib/operation/run";
import { createDiskStorage } from "@/lib/storage/disk";
import type { Storage } from "@/lib/storage/storage";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { createPostFromFile } from "./create";
import { downloadName, makeDownload } from "./download";
import { settleFiles } from "./files";
import { downloadImage, listSimilarImages } from "./likeness-operations";
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

/** A file with words written into it, whole. */
function embedMetadata(file: Buffer, embedded: Embedded): Buffer {
  const { before, from, after } = spliceMetadata({ head: file.subarray(0, 30), size: file.length }, embedded);
  return Buffer.concat([before, file.subarray(from), after]);
}

/** A download, fetched to its end. */
async function download(id: number) {
  const { content, size, ...rest } = await makeDownload(id);
  const bytes = new Uint8Array(await new Response(content).arrayBuffer());
  expect(bytes.length).toBe(size);
  return { ...rest, bytes };
}

/** A picture that says of itself how it was made, and more. */
const telling = async () =>
  embedMetadata(await plain(2500, 1600).jpeg().toBuffer(), {
    parameters:
      "file's own words\nNegative prompt: secret wish\nSteps: 20, Sampler: Euler a, Seed: 18446744073709551614, Version: Forge",
    digitalSourceType: "trainedAlgorithmicMedia",
  });

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
  const { bytes, name, format } = await download(id);
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
  const before = readMetadata((await download(id)).bytes);
  expect([before.sampler, before.seed, before.digitalSourceType]).toEqual([null, null, null]);
  await db.imagePost.update({ where: { id }, data: { prompt: "other words", modelName: null } });
  expect(readMetadata((await download(id)).bytes)).toMatchObject({ prompt: "other words", model: null });
});

const graph = (words: string) =>
  JSON.stringify({
    "3": { class_type: "KSampler", inputs: { seed: 7, steps: 9, positive: ["6", 0], negative: ["7", 0] } },
    "6": { class_type: "CLIPTextEncode", inputs: { text: words } },
    "7": { class_type: "CLIPTextEncode", inputs: { text: "blurry 흐림 😀" } },
  });
const interfaceGraph =
  '{"nodes":[{"id":1,"type":"Note","widgets_values":["여우"]}],"links":[],"seed":18446744073709551614}';

test("a published workflow is inside, to the last digit, where ComfyUI looks for it; one that is not is not", async () => {
  for (const [alpha, workflow, name] of [
    [1, interfaceGraph, "workflow"],
    [0.5, interfaceGraph, "workflow"],
    [1, graph("a fox"), "prompt"],
    [0.5, graph("a fox".repeat(20_000)), "prompt"],
  ] as const) {
    const id = await post(await plain(90, 80, alpha)[alpha < 1 ? "png" : "jpeg"]().toBuffer());
    expect(readMetadata((await download(id)).bytes).workflow).toBe(null);
    await db.$executeRaw`UPDATE image_posts SET workflow = ${workflow}::text::jsonb WHERE id = ${id}`;
    const { bytes } = await download(id);
    const read = readMetadata(bytes);
    expect(JSON.parse(read.workflow ?? "")).toEqual(JSON.parse(workflow));
    expect(read.workflow?.includes("18446744073709551614")).toBe(name === "workflow");
    expect(read).toMatchObject({ prompt: "해질녘의 등대, a lighthouse", model: "Flux, 1.1", warnings: [] });
    expect(Buffer.from(bytes).includes(`${name}:{`)).toBe(true);
    expect(await sharp(Buffer.from(bytes)).metadata()).toMatchObject({ width: 90, height: 80 });
  }
});

test("a workflow that a JPEG has no room for leaves it to the words", async () => {
  const id = await post(await plain(90, 80).jpeg().toBuffer());
  await db.$executeRaw`UPDATE image_posts SET workflow = ${graph("a fox ".repeat(20_000))}::text::jsonb WHERE id = ${id}`;
  expect(readMetadata((await download(id)).bytes)).toMatchObject({
    prompt: "해질녘의 등대, a lighthouse",
    workflow: null,
    warnings: [],
  });
});

test("a transparent image stays transparent, as WebP, and tells the same", async () => {
  const id = await post(await plain(300, 200, 0.5).png().toBuffer());
  const { bytes, format } = await download(id);
  expect(format).toBe("webp");
  expect(await sharp(Buffer.from(bytes)).metadata()).toMatchObject({ width: 300, height: 200, hasAlpha: true });
  expect(readMetadata(bytes)).toMatchObject({ prompt: "해질녘의 등대, a lighthouse", model: "Flux, 1.1" });
});

test("an image on its side is downloaded upright", async () => {
  const sideways = await plain(2400, 1000).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const { bytes } = await download(await post(sideways));
  expect(await sharp(Buffer.from(bytes)).metadata()).toMatchObject({ width: 1000, height: 2400 });
});

test("an image of before comes in its largest variant", async () => {
  const id = await post(await plain(2500, 1600).jpeg().toBuffer());
  await db.imagePost.update({ where: { id }, data: { fullFormat: null } });
  const { bytes, format } = await download(id);
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

/** Noise does not compress: some megabytes, as a large photograph has. */
async function large(): Promise<Buffer> {
  const [width, height] = [1800, 1400];
  const pixels = Buffer.alloc(width * height * 3);
  let state = 1;
  for (let at = 0; at < pixels.length; at += 1) {
    state = (state * 48_271) % 2_147_483_647;
    pixels[at] = state & 255;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** The disk, with what is asked of it written down. */
function watched(): { read: string[]; parts: number[] } {
  const seen = { read: [] as string[], parts: [] as number[] };
  globals.podiumStorage = {
    ...disk,
    read: (key) => {
      seen.read.push(key);
      return disk.read(key);
    },
    readPart: (key, part) => {
      seen.parts.push(part.length);
      return disk.readPart(key, part);
    },
  };
  return seen;
}

describe("however large an image is", () => {
  let id: number;
  beforeAll(async () => {
    id = await post(await large());
  });
  afterEach(() => {
    globals.podiumStorage = disk;
  });

  test("its download is read a part at a time, the next when the last was taken, and never whole", async () => {
    const seen = watched();
    const { content, size } = await makeDownload(id);
    expect(size).toBeGreaterThan(2_000_000);
    const reader = content.getReader();
    await reader.read();
    await reader.read();
    // The head, to know where the words go, and one part.
    expect(seen.parts).toHaveLength(2);
    for (let done = false; !done; ) ({ done } = await reader.read());
    expect(seen.parts.length).toBeGreaterThan(7);
    expect(Math.max(...seen.parts)).toBeLessThanOrEqual(256 * 1024);
    expect(seen.read).toEqual([]);
  });

  test("its download breaks off when it is hidden meanwhile", async () => {
    const { storageKey } = await db.imagePost.findUniqueOrThrow({ where: { id } });
    const { content } = await makeDownload(id);
    const reader = content.getReader();
    await reader.read();
    await reader.read();
    await disk.quarantine(storageKey as string);
    await expect(reader.read()).rejects.toThrow("went while it was downloaded");
    await disk.restore(storageKey as string);
  });
});

test("downloads are counted apart from reads", async () => {
  const before = { ...env() };
  Object.assign(env(), { LIMIT_READS: 1, LIMIT_DOWNLOADS: 3 });
  const id = await post(await plain(60, 60).jpeg().toBuffer());
  const ask = (operation: typeof downloadImage | typeof listSimilarImages) =>
    runOperation(operation as Operation, {
      requestId: "a request",
      findViewer: async () => null,
      address: "192.0.2.77",
      readInput: async () => ({ id }),
      expire: () => {},
    }).then(
      () => "answered",
      (error: { code?: string }) => error.code,
    );
  const answers = [];
  for (const operation of [listSimilarImages, downloadImage, downloadImage, downloadImage, downloadImage])
    answers.push(await ask(operation));
  Object.assign(env(), before);
  expect(answers).toEqual(["answered", "answered", "answered", "answered", "RATE_LIMITED"]);
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
