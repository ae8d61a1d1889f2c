import { z } from "zod";
import type { PostSummary } from "./schema";

const sideField = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number),
  ])
  .pipe(z.int().min(1).max(16_384))
  .optional();

/** `url` is the address of an image's page, in any language. */
export const oembedInput = z.object({
  url: z.url({ protocol: /^https?$/ }).max(500),
  maxwidth: sideField,
  maxheight: sideField,
  /** JSON is what we speak; the specification has it say so for the other. */
  format: z.literal("json").default("json"),
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
  thumbnailUrl: z.string(),
  thumbnailWidth: z.int(),
  thumbnailHeight: z.int(),
});

/** The id in the address of an image's page of this site; null for any other address. */
export function imageIdOf(url: string, site: URL): number | null {
  const { host, pathname } = new URL(url);
  const [, id] = /^(?:\/ko)?\/images\/([1-9]\d{0,9})$/.exec(pathname) ?? [];
  return host === site.host && id !== undefined && Number(id) <= 2_147_483_647 ? Number(id) : null;
}

/** The widest variant that fits, else the narrowest scaled to fit; sizes in pixels. */
export function pickVariant(
  { variants, imageUrl, width, height }: Pick<PostSummary, "variants" | "imageUrl" | "width" | "height">,
  { maxwidth = Number.POSITIVE_INFINITY, maxheight = Number.POSITIVE_INFINITY },
): { url: string; width: number; height: number } {
  const all = variants.map((variant) => ({ url: variant.webp, width: variant.width, height: variant.height }));
  const fitting = all.filter((variant) => variant.width <= maxwidth && variant.height <= maxheight).at(-1);
  if (fitting) return fitting;
  const least = all[0] ?? { url: imageUrl, width, height };
  const scale = Math.min(1, maxwidth / least.width, maxheight / least.height);
  return {
    url: least.url,
    width: Math.max(1, Math.floor(least.width * scale)),
    height: Math.max(1, Math.floor(least.height * scale)),
  };
}
