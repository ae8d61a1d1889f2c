import { variantPath } from "@/lib/storage/keys";
import type { ImageVariant } from "./schema";

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
