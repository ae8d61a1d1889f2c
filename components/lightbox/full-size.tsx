"use client";

import { useState } from "react";
import type { PostDetail } from "@/lib/posts/schema";

/** Enlarged to so many times the pixels of the largest variant, more of them would be seen. */
const margin = 1.1;

/**
 * The image in its own size, over the largest variant, once somebody enlarges it beyond what that one has. It may weigh many
 * megabytes, so it stays once it is here, and until then the variant is seen.
 * `shownWidth` is how wide the whole image is drawn now, in CSS pixels.
 */
export function FullSize({ post, shownWidth, isZoomed }: { post: PostDetail; shownWidth: number; isZoomed: boolean }) {
  const [isWanted, setWanted] = useState(false);
  const [isHere, setHere] = useState(false);
  const largest = Math.max(0, ...post.variants.map(({ width }) => width));
  if (!post.downloadUrl || post.width <= largest) return null;
  if (!isWanted) {
    if (isZoomed && shownWidth * devicePixelRatio > largest * margin) setWanted(true);
    return null;
  }
  // The variant behind it has the alternative text, and is not to be seen through a transparent one.
  return (
    <img
      src={post.downloadUrl}
      alt=""
      decoding="async"
      data-full-size=""
      onLoad={() => setHere(true)}
      className={`absolute inset-0 size-full ${isHere ? "bg-paper" : ""}`}
    />
  );
}
