import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { AppError, type ErrorCode } from "@/lib/errors/app-error";
import { detectImageType } from "./detect";
import { imageLimits, imageTypes } from "./limits";
import { processImage, variantWidthsOf } from "./process";
import { sharp } from "./sharp";

const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: "#888", noise: { type: "gaussian", mean: 128, sigma: 30 } },
  });
const plain = (width: number, height: number, background = "#c04020") =>
  sharp({ create: { width, height, channels: 3, background } });

async function refusal(bytes: Buffer): Promise<ErrorCode | "accepted"> {
  try {
    await processImage(bytes);
    return "accepted";
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

let samples: Record<(typeof imageTypes)[number], Buffer>;
beforeAll(async () => {
  const source = await noise(300, 200).png().toBuffer();
  const made = await Promise.all(imageTypes.map(async (type) => [type, await sharp(source).toFormat(type).toBuffer()]));
  samples = Object.fromEntries(made);
});

test.each(imageTypes)(
  "a %s becomes AVIF and WebP at its own width, because it is smaller than every target",
  async (type) => {
    const image = await processImage(samples[type]);
    expect(image).toMatchObject({ width: 300, height: 200 });
    expect(image.variants.map(({ width, height }) => [width, height])).toEqual([[300, 200]]);
    const [variant] = image.variants;
    expect(detectImageType(variant?.avif ?? Buffer.of())).toBe("avif");
    expect(detectImageType(variant?.webp ?? Buffer.of())).toBe("webp");
  },
);

test("a large image gets all widths and keeps its shape", async () => {
  const image = await processImage(await plain(2400, 1600).jpeg().toBuffer());
  expect(image.variants.map(({ width, height }) => [width, height])).toEqual([
    [480, 320],
    [720, 480],
    [1080, 720],
    [1920, 1280],
  ]);
  for (const { width, height, avif, webp } of image.variants) {
    expect(await sharp(avif).metadata()).toMatchObject({ width, height });
    expect(await sharp(webp).metadata()).toMatchObject({ width, height });
  }
});

test("widths are distinct, ascending and never wider than the original", () => {
  const side = fc.integer({ min: 1, max: 70_000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const widths = variantWidthsOf({ width, height }, [480, 960, 1920]);
      expect(widths.length).toBeGreaterThan(0);
      expect(widths).toEqual([...new Set(widths)].sort((a, b) => a - b));
      expect(widths.every((each) => each >= 1 && each <= Math.min(width, 1920))).toBe(true);
    }),
  );
});

test("an image on its side is stood up, and its size is that of the upright one", async () => {
  const left = await plain(40, 40, "#ff0000").png().toBuffer();
  const sideways = await plain(80, 40, "#0000ff")
    .composite([{ input: left, left: 0, top: 0 }])
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const { width, height, variants } = await processImage(sideways);
  expect([width, height]).toEqual([40, 80]);
  const { data, info } = await sharp(variants[0]?.webp).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([40, 80]);
  // Turned to the right, what was left is on top, from edge to edge: an image that was only squeezed has it on the left.
  const redAt = (x: number, y: number) => data[(y * info.width + x) * info.channels];
  for (const x of [2, 37]) {
    expect(redAt(x, 5)).toBeGreaterThan(200);
    expect(redAt(x, 75)).toBeLessThan(60);
  }
});

// The larger one is read a second time, for its full size.
test.each([64, 2400])("nothing of the metadata of a file %i pixels wide comes through", async (width) => {
  const told = await noise(width, 64)
    .jpeg()
    .withExif({ IFD0: { Copyright: "a secret place" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">a secret place</x:xmpmeta>')
    .toBuffer();
  expect(told.includes("a secret place")).toBe(true);
  const { variants, full } = await processImage(told);
  expect(await sharp(full?.bytes).metadata()).toMatchObject({ width, height: 64 });
  for (const bytes of [full?.bytes ?? Buffer.of(), ...variants.flatMap(({ avif, webp }) => [avif, webp])]) {
    const { exif, xmp, icc, iptc } = await sharp(bytes).metadata();
    expect([exif, xmp, icc, iptc]).toEqual([undefined, undefined, undefined, undefined]);
    expect(bytes.includes("a secret place")).toBe(false);
  }
});

test("what follows the image in its file is not served", async () => {
  const script = "<script>alert(1)</script>";
  const { variants, full } = await processImage(Buffer.concat([samples.jpeg, Buffer.from(script)]));
  expect(full?.bytes.includes(script)).toBe(false);
  expect(variants.some(({ avif, webp }) => avif.includes(script) || webp.includes(script))).toBe(false);
});

test("transparency is kept, and an alpha channel that hides nothing is dropped", async () => {
  const glass = await processImage(
    await sharp({ create: { width: 64, height: 64, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } } })
      .png()
      .toBuffer(),
  );
  const opaque = await processImage(await plain(64, 64).ensureAlpha().png().toBuffer());
  for (const format of ["avif", "webp"] as const) {
    expect((await sharp(glass.variants[0]?.[format]).metadata()).hasAlpha).toBe(true);
    expect((await sharp(opaque.variants[0]?.[format]).metadata()).hasAlpha).toBe(false);
  }
});

test.each([
  ["CMYK", () => plain(64, 64, "#ff0000").toColourspace("cmyk").jpeg().toBuffer()],
  ["16 bits a channel", () => plain(64, 64, "#ff0000").toColourspace("rgb16").png().toBuffer()],
])("%s becomes the same red in 8-bit sRGB", async (_, make) => {
  const { variants } = await processImage(await make());
  const { data } = await sharp(variants[0]?.webp).raw().toBuffer({ resolveWithObject: true });
  expect(data[0]).toBeGreaterThan(215);
  expect(data[1]).toBeLessThan(60);
});

test("grey images, with and without alpha, are images", async () => {
  const grey = plain(32, 32, "#777777").toColourspace("b-w");
  expect(await refusal(await grey.clone().png().toBuffer())).toBe("accepted");
  expect(await refusal(await grey.clone().ensureAlpha(0.5).png().toBuffer())).toBe("accepted");
});

test("an animation keeps its first frame", async () => {
  const frame = (value: number) => Buffer.alloc(20 * 20 * 3, value);
  const animation = await sharp(Buffer.concat([frame(250), frame(10)]), {
    raw: { width: 20, height: 40, channels: 3, pageHeight: 20 },
  })
    .gif({ delay: [100, 100] })
    .toBuffer();
  expect((await sharp(animation).metadata()).pages).toBe(2);
  const { height, variants } = await processImage(animation);
  expect(height).toBe(20);
  expect((await sharp(variants[0]?.webp).raw().toBuffer())[0]).toBeGreaterThan(200);
});

test.each(imageTypes)("a %s cut off anywhere is broken, not half an image", async (type) => {
  const whole = samples[type];
  for (const end of [40, Math.floor(whole.length / 2), whole.length - 8]) {
    expect(await refusal(whole.subarray(0, end))).toBe("IMAGE_BROKEN");
  }
});

test("what is not one of our five formats is refused, whatever its name", async () => {
  const tiff = await noise(10, 10).tiff().toBuffer();
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  );
  const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1");
  for (const bytes of [tiff, svg, heic, Buffer.from("%PDF-1.7"), Buffer.of(), Buffer.from("PK\x03\x04")]) {
    expect(await refusal(bytes)).toBe("UNSUPPORTED_IMAGE");
  }
});

test("sharp itself opens nothing but our five formats", async () => {
  const tiff = await noise(10, 10).tiff().toBuffer();
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  for (const bytes of [tiff, svg]) await expect(sharp(bytes).metadata()).rejects.toThrow("unsupported image format");
});

test("a script that begins like a GIF is broken", async () => {
  expect(await refusal(Buffer.from("GIF89a/*<svg/onload=alert(1)>*/=1;alert(1)"))).toBe("IMAGE_BROKEN");
});

/** The head of a PNG that claims a size, with nothing behind it. */
function claimingPng(width: number, height: number): Buffer {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(width, 0);
  ihdr.writeUInt32BE(height, 4);
  ihdr.set([8, 2, 0, 0, 0], 8);
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    framed.set(body, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", ihdr),
    chunk("IDAT", Buffer.from("789c030000000001", "hex")),
    chunk("IEND", Buffer.of()),
  ]);
}

function crc32(bytes: Buffer): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

test("too many pixels are refused by the head of the file alone", async () => {
  expect(await refusal(claimingPng(16_000, 16_000))).toBe("IMAGE_TOO_MANY_PIXELS");
  expect(await refusal(claimingPng(8_001, 5_000))).toBe("IMAGE_TOO_MANY_PIXELS");
  // One row less is within the limit: only then are the pixels looked for.
  expect(await refusal(claimingPng(8_000, 5_000))).toBe("IMAGE_BROKEN");
});

test("too many frames are refused", async () => {
  const frames = imageLimits.frames + 1;
  const data = Buffer.alloc(2 * 2 * 3 * frames);
  for (let at = 0; at < data.length; at += 1) data[at] = (at * 7919) % 256;
  const gif = (count: number) =>
    sharp(data.subarray(0, 12 * count), { raw: { width: 2, height: 2 * count, channels: 3, pageHeight: 2 } })
      .gif()
      .toBuffer();
  expect(await refusal(await gif(frames))).toBe("IMAGE_TOO_MANY_FRAMES");
  expect(await refusal(await gif(imageLimits.frames))).toBe("accepted");
});

test("too many bytes are refused", async () => {
  expect(await refusal(Buffer.alloc(imageLimits.bytes + 1))).toBe("FILE_TOO_LARGE");
});

test.each([
  [1, 1],
  [1, 20_000],
  [20_000, 1],
  [300, 16_500],
])("%i × %i pixels are an image", async (width, height) => {
  const image = await processImage(await plain(width, height).png().toBuffer());
  expect(image).toMatchObject({ width, height });
  const full = await sharp(image.full?.bytes).metadata();
  expect(Math.max(full.width, full.height)).toBe(Math.min(16_383, Math.max(width, height)));
  expect(image.variants.every((variant) => variant.height >= 1 && variant.height <= 4096)).toBe(true);
});

test("no bytes whatever make anything but an image or a refusal", async () => {
  const start = fc.constantFrom(...imageTypes);
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 400 }), fc.nat(), async (type, junk, at) => {
      const bytes = Buffer.from(samples[type]);
      bytes.set(junk.subarray(0, bytes.length), at % Math.max(1, bytes.length - junk.length));
      expect(await refusal(bytes)).toMatch(/^(accepted|IMAGE_|UNSUPPORTED_IMAGE)/);
    }),
    { numRuns: 60 },
  );
});
