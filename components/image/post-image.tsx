import { preload } from "react-dom";
import type { Picture } from "@/lib/posts/schema";
import { placeholderGradient } from "./placeholder";

const fits = {
  contain: "size-full object-contain",
  cover: "image-cover",
  natural: "h-auto w-full",
} as const;

/** What the page is about is fetched `first`, some of it on wide screens alone; the rest comes as one gets near. */
export type Loading = "first" | "firstWhereWide" | "lazy";

/** From a tablet on. */
const wide = "(min-width: 40rem)";

/**
 * An image in the widths and formats it was stored in. Its space is reserved, and its colours fill it meanwhile,
 * as the HTML itself says them.
 *
 * With `fit` the image fills its parent, which must have a size; without it, it is as wide as its parent.
 * `sizes` is the attribute of `<img>`.
 */
export function PostImage({
  picture,
  sizes,
  alt,
  loading = "lazy",
  className = "",
  fit,
  isMeasured = false,
}: {
  picture: Picture;
  sizes: string;
  alt: string;
  loading?: Loading;
  className?: string;
  fit?: "contain" | "cover";
  /** The browser measures the image's place itself, and only one that cannot goes by `sizes`. Only where it is `lazy`. */
  isMeasured?: boolean;
}) {
  const { variants, width, height } = picture;
  const sourceSet = variants.map(({ avif, width }) => `${avif} ${width}w`).join(", ");
  // The few browsers that cannot read AVIF get the middle width as WebP: a second list would be a fifth of a gallery page.
  const fallback = variants[Math.floor(variants.length / 2)]?.webp ?? picture.imageUrl;
  // In the head, before all scripts: those would take every connection there is, and the image wait for the first to be done.
  if (loading !== "lazy" && variants[0])
    preload(variants[0].avif, {
      as: "image",
      type: "image/avif",
      imageSrcSet: sourceSet,
      imageSizes: sizes,
      fetchPriority: "high",
      ...(loading === "firstWhereWide" && { media: wide }),
    });
  return (
    <picture className="contents">
      {variants.length > 0 && (
        <source type="image/avif" srcSet={sourceSet} sizes={isMeasured ? `auto, ${sizes}` : sizes} />
      )}
      <img
        src={fallback}
        alt={alt}
        {...(width > 0 && height > 0 && { width, height })}
        loading={loading === "first" ? "eager" : "lazy"}
        {...(isMeasured && { sizes: "auto" })}
        {...(loading === "first" && { fetchPriority: "high" as const })}
        decoding="async"
        className={`${fits[fit ?? "natural"]} ${className}`.trim()}
        // A contained image leaves bars, which must stay empty.
        style={fit === "contain" ? undefined : { backgroundImage: placeholderGradient(picture.placeholder) }}
      />
    </picture>
  );
}
