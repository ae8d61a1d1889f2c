import { variantPath } from "@/lib/storage/keys";
import { altTextOf } from "./alt-text";
import type { ImageVariant, Picture, PostSummary } from "./schema";

/** The variants of a stored image, ascending by width, with the height each has after scaling. */
export function imageVariants(image: {
  storageKey: string | null;
  width: number;
  height: number;
  variantWidths: readonly number[];
}): ImageVariant[] {
  const { storageKey } = image;
  if (!storageKey || image.width === 0) return [];
  return image.variantWidths.map((width) => ({
    width,
    height: Math.max(1, Math.round((image.height * width) / image.width)),
    avif: variantPath(storageKey, width, "avif"),
    webp: variantPath(storageKey, width, "webp"),
  }));
}

/** The columns of which a picture is made, beside those that it shows as they are. */
export interface PictureColumns {
  readonly storageKey: string | null;
  readonly variantWidths: readonly number[];
  readonly altText: string | null;
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
}

/** What a picture's columns come to: its variants, and the text that stands for it. */
export function drawnFrom(row: PictureColumns): Pick<Picture, "variants" | "altText"> {
  return { variants: imageVariants(row), altText: altTextOf(row) };
}

/** Of a post what is needed to draw it. */
export function toPicture(post: PostSummary): Picture {
  const { id, imageUrl, variants, width, height, placeholder, altText } = post;
  return { id, imageUrl, variants, width, height, placeholder, altText };
}
