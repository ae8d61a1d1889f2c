import { z } from "zod";
import type { PostSummary } from "./schema";

/** Pixels as other sites write them: "600" or "600px". What is no positive number says nothing, and limits nothing. */
function readSide(value: string | number): number | undefined {
  const side = Math.floor(Number.parseFloat(String(value)));
  return side > 0 && Number.isFinite(side) ? side : undefined;
}

const sideField = z
  .union([z.number(), z.string().max(100)])
  .transform(readSide)
  .optional();

/** `url` is the address of an image's page, in any language. */
export const oembedInput = z.object({
  url: z.url({ protocol: /^https?$/ }).max(500),
  maxwidth: sideField,
  maxheight: sideField,
  /** What the answer is written in, which is its REST face's business. */
  format: z.enum(["json", "xml"]).default("json"),
});

/** @see https://oembed.com, type "photo". */
export const oembed = z.object({
  version: z.literal("1.0"),
  type: z.literal("photo"),
  title: z.string(),
  authorName: z.string().optional(),
  authorUrl: z.string().optional(),
  providerName: z.string(),
  providerUrl: z.string(),
  cacheAge: z.int(),
  url: z.string(),
  width: z.int(),
  height: z.int(),
  /** All three, or none where the least file that there is would be too large. */
  thumbnailUrl: z.string().optional(),
  thumbnailWidth: z.int().optional(),
  thumbnailHeight: z.int().optional(),
});

/** The id in the address of an image's page of this site; null for any other address. */
export function imageIdOf(url: string, site: URL): number | null {
  const { host, pathname } = new URL(url);
  const [, id] = /^(?:\/ko)?\/images\/([1-9]\d{0,9})$/.exec(pathname) ?? [];
  return host === site.host && id !== undefined && Number(id) <= 2_147_483_647 ? Number(id) : null;
}

type Shown = Pick<PostSummary, "variants" | "imageUrl" | "width" | "height">;
interface File {
  readonly url: string;
  /** Of the file itself, in pixels, as its height is. */
  readonly width: number;
  readonly height: number;
}
interface Limits {
  readonly maxwidth?: number | undefined;
  readonly maxheight?: number | undefined;
}

const filesOf = ({ variants }: Shown): File[] =>
  variants.map(({ webp, width, height }) => ({ url: webp, width, height }));

function widestWithin(files: readonly File[], { maxwidth, maxheight }: Limits): File | undefined {
  return files
    .filter(({ width, height }) => !(width > (maxwidth ?? width)) && !(height > (maxheight ?? height)))
    .at(-1);
}

/**
 * The widest file that fits. Where none does, it is the narrowest, and the size is the one to show it in: the limits hold
 * whatever files there are.
 */
export function pickVariant(post: Shown, limits: Limits): File {
  const files = filesOf(post);
  const fitting = widestWithin(files, limits);
  if (fitting) return fitting;
  const { url, width, height } = files[0] ?? { url: post.imageUrl, width: post.width, height: post.height };
  const scale = Math.min(1, (limits.maxwidth ?? width) / width, (limits.maxheight ?? height) / height);
  return { url, width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/** How wide a thumbnail is at most, in pixels. */
const thumbnailWidth = 480;

/** The widest file that fits and is small; null where there is none. */
export function pickThumbnail(post: Shown, { maxwidth = thumbnailWidth, maxheight }: Limits): File | null {
  return widestWithin(filesOf(post), { maxwidth: Math.min(maxwidth, thumbnailWidth), maxheight }) ?? null;
}
