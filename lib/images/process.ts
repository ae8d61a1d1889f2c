import type { Sharp } from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { AppError } from "@/lib/errors/app-error";
import { detectImageType } from "./detect";
import { imageLimits, targetWidths } from "./limits";
import { type Look, lookOf } from "./look";
import { createSemaphore } from "./semaphore";
import { sharp } from "./sharp";

export interface ProcessedVariant {
  readonly width: number;
  readonly height: number;
  readonly avif: Buffer;
  readonly webp: Buffer;
}

interface Scaled {
  /** Pixels of the upright original. */
  readonly width: number;
  readonly height: number;
  /** Ascending by width; of a whole image never wider than the original. */
  readonly variants: readonly ProcessedVariant[];
}

export interface ProcessedImage extends Scaled {
  /** ThumbHash in base64. */
  readonly placeholder: string;
  /** In full resolution, to be downloaded; null where no encoder could write that. */
  readonly full: FullImage | null;
  readonly look: Look;
}

export interface FullImage {
  readonly format: "jpg" | "webp";
  readonly bytes: Buffer;
}

interface Options {
  /** The widths to scale to, in pixels, where the image is wide enough; `targetWidths`. */
  readonly widths?: readonly number[];
  /** How hard AVIF is squeezed, 0…9. 1; 0 takes a third of the time for half as many bytes again. */
  readonly avifEffort?: number;
  /** Leaves the line of waiting images when it aborts. */
  readonly signal?: AbortSignal | undefined;
}

interface Raster {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
}

// Scaling and encoding keep both of our cores busy with one image; a second one fills the gaps, a third only costs memory.
// Those who wait hold their file in memory, so the line is short.
const globals = globalThis as { podiumImages?: ReturnType<typeof createSemaphore> };
globals.podiumImages ??= createSemaphore(2, 32);
const inTurn = globals.podiumImages;

/** libvips stops an image that takes longer than this, in seconds. */
const timeout = { seconds: 60 };

/** No variant is higher than this: WebP ends at 16,383, and patience earlier. Only images over twice as high as wide meet it. */
const maxHeight = 4096;

/** The widths an image is scaled to: the targets it is wide enough for, and its own where it is narrower than the next. */
export function variantWidthsOf(image: { width: number; height: number }, targets: readonly number[]): number[] {
  const widest = Math.max(1, Math.min(image.width, Math.floor((maxHeight * image.width) / image.height)));
  return [...new Set(targets.map((target) => Math.min(target, widest)))].sort((a, b) => a - b);
}

/** Whatever libvips cannot read is the file's fault; whatever it cannot write is ours. */
async function orBroken<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    throw new AppError("IMAGE_BROKEN", { cause });
  }
}

/** A PNG's last chunk. libpng takes a file without it, when only its end was cut off. */
const pngEnd = Buffer.from("49454e44ae426082", "hex");

/** Reads the head of the file alone: nothing is decoded before its size is known. */
async function inspect(bytes: Buffer): Promise<{ width: number; height: number }> {
  const type = detectImageType(bytes);
  if (!type) throw new AppError("UNSUPPORTED_IMAGE");
  if (type === "png" && bytes.lastIndexOf(pngEnd) < 0) throw new AppError("IMAGE_BROKEN");
  const head = await orBroken(sharp(bytes, { limitInputPixels: false }).metadata());
  if (head.width * head.height > imageLimits.pixels) throw new AppError("IMAGE_TOO_MANY_PIXELS");
  if ((head.pages ?? 1) > imageLimits.frames) throw new AppError("IMAGE_TOO_MANY_FRAMES");
  return head.autoOrient;
}

async function toRaster(pipeline: Sharp): Promise<Raster> {
  const { data, info } = await pipeline.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels as Raster["channels"] };
}

const fromRaster = ({ data, width, height, channels }: Raster) => sharp(data, { raw: { width, height, channels } });

/** Many opaque images carry an alpha channel, which would be encoded four times for nothing. */
function isOpaque({ data, channels }: Raster): boolean {
  for (let at = channels - 1; at < data.length; at += channels) if (data[at] !== 255) return false;
  return true;
}

/** The first frame, upright, in 8-bit sRGB, scaled to `width`: everything but the full size is made from it. */
async function decode(bytes: Buffer, width: number, height: number, fit: "fill" | "cover"): Promise<Raster> {
  const pipeline = sharp(bytes, { limitInputPixels: imageLimits.pixels, failOn: "warning" })
    .autoOrient()
    .resize(width, height, { fit })
    .toColourspace("srgb")
    .timeout(timeout);
  const raster = await orBroken(toRaster(pipeline));
  const hasAlpha = raster.channels === 2 || raster.channels === 4;
  return hasAlpha && isOpaque(raster) ? toRaster(fromRaster(raster).removeAlpha()) : raster;
}

async function encode(raster: Raster, avifEffort: number): Promise<ProcessedVariant> {
  const [avif, webp] = await Promise.all([
    fromRaster(raster).timeout(timeout).avif({ quality: 55, effort: avifEffort }).toBuffer(),
    fromRaster(raster).timeout(timeout).webp({ quality: 80, effort: 2 }).toBuffer(),
  ]);
  return { width: raster.width, height: raster.height, avif, webp };
}

/** No side of an image to be downloaded is longer, in pixels: WebP ends here, and of 40 megapixels only ribbons meet it. */
const maxFullSide = 16_383;

/**
 * The image in full resolution: as JPEG with all of its colours, or as WebP where something is transparent. An image that
 * was scaled down for its largest variant is read a second time for it, in strips, so that its pixels never stand in memory
 * together.
 */
async function encodeFull(
  bytes: Buffer,
  largest: Raster,
  { width, height }: { width: number; height: number },
): Promise<FullImage | null> {
  const isOpaque = largest.channels === 1 || largest.channels === 3;
  const isWhole = largest.width === width && largest.height === height;
  const read = isWhole
    ? fromRaster(largest)
    : sharp(bytes, { limitInputPixels: imageLimits.pixels, failOn: "warning" })
        .autoOrient()
        .resize(maxFullSide, maxFullSide, { fit: "inside", withoutEnlargement: true })
        .toColourspace("srgb");
  const image = (isOpaque ? read.removeAlpha() : read).timeout(timeout);
  try {
    return isOpaque
      ? { format: "jpg", bytes: await image.jpeg({ quality: 92, chromaSubsampling: "4:4:4" }).toBuffer() }
      : { format: "webp", bytes: await image.webp({ quality: 92, effort: 0 }).toBuffer() };
  } catch {
    // The variants are there. An upload is not refused because no encoder holds its full size.
    return null;
  }
}

async function thumbHash(raster: Raster): Promise<string> {
  const { data, width, height } = await toRaster(
    fromRaster(raster)
      .resize(100, 100, { fit: "inside", withoutEnlargement: true })
      .toColourspace("srgb")
      .ensureAlpha(),
  );
  return Buffer.from(rgbaToThumbHash(width, height, data)).toString("base64");
}

async function render(
  bytes: Buffer,
  { widths: targets, avifEffort }: Required<Omit<Options, "signal">>,
): Promise<ProcessedImage> {
  const { width, height } = await inspect(bytes);
  const widths = variantWidthsOf({ width, height }, targets);
  const heightAt = (scaled: number) => Math.max(1, Math.min(maxHeight, Math.round((height * scaled) / width)));
  const rasters = await scaleAll(bytes, widths, { heightAt, fit: "fill" });
  const smallest = rasters[0] as Raster;
  const [placeholder, look, full, variants] = await Promise.all([
    thumbHash(smallest),
    lookOf(fromRaster(smallest), width / height),
    encodeFull(bytes, rasters.at(-1) as Raster, { width, height }),
    encodeAll(rasters, avifEffort),
  ]);
  return { width, height, placeholder, look, full, variants };
}

async function renderSquare(bytes: Buffer, widths: readonly number[]): Promise<Scaled> {
  const { width, height } = await inspect(bytes);
  const rasters = await scaleAll(bytes, widths, { heightAt: (scaled) => scaled, fit: "cover" });
  return { width, height, variants: await encodeAll(rasters, defaultEffort) };
}

/** The image in each of the widths, ascending; it is decoded once, for the widest. */
async function scaleAll(
  bytes: Buffer,
  widths: readonly number[],
  { heightAt, fit }: { heightAt: (width: number) => number; fit: "fill" | "cover" },
): Promise<Raster[]> {
  const widest = widths.at(-1) as number;
  const largest = await decode(bytes, widest, heightAt(widest), fit);
  return Promise.all(
    widths.map((to) =>
      to === widest ? largest : toRaster(fromRaster(largest).resize(to, heightAt(to), { fit: "fill" })),
    ),
  );
}

async function encodeAll(rasters: readonly Raster[], avifEffort: number): Promise<ProcessedVariant[]> {
  // The largest first: it takes longest, the others fit beside it.
  const variants = await Promise.all(rasters.toReversed().map((raster) => encode(raster, avifEffort)));
  return variants.reverse();
}

/** Half the time of 2, and not a byte more on photographs. */
const defaultEffort = 1;

/**
 * Turns an uploaded file into what is served: upright 8-bit sRGB without any metadata, each width as AVIF and WebP.
 * At most two images are in work at a time in this process; the others wait.
 * @throws AppError UNSUPPORTED_IMAGE, IMAGE_BROKEN, IMAGE_TOO_MANY_PIXELS, IMAGE_TOO_MANY_FRAMES, FILE_TOO_LARGE
 */
export async function processImage(
  bytes: Buffer,
  { widths = targetWidths, avifEffort = defaultEffort, signal }: Options = {},
): Promise<ProcessedImage> {
  if (bytes.length > imageLimits.bytes) throw new AppError("FILE_TOO_LARGE");
  return inTurn(() => render(bytes, { widths, avifEffort }), signal);
}

/**
 * The middle square of a file, in exactly these ascending widths, however small it is: nothing else is made of it.
 * @throws AppError as `processImage`
 */
export async function processSquare(
  bytes: Buffer,
  { widths, signal }: { widths: readonly number[]; signal?: AbortSignal | undefined },
): Promise<Scaled> {
  if (bytes.length > imageLimits.bytes) throw new AppError("FILE_TOO_LARGE");
  return inTurn(() => renderSquare(bytes, widths), signal);
}
