"use client";

import { useState } from "react";
import type { PostDetail } from "@/lib/posts/schema";

/** Enlarged to so many times the pixels of the largest variant, more of them would be seen. */
const margin = 1.1;

/**
 * The image in its own size, over the largest variant, once somebody looks closer than that one goes. It may weigh many
 * megabytes, so it stays once it is here, and until then the variant is seen.
 * `shownWidth` is how wide the whole image is drawn now, in CSS pixels.
 */
export function FullSize({ post, shownWidth }: { post: PostDetail; shownWidth: number }) {
  const [isWanted, setWanted] = useState(false);
  const largest = Math.max(0, ...post.variants.map(({ width }) => width));
  if (!post.downloadUrl || post.width <= largest) return null;
  if (!isWanted) {
    if (shownWidth * devicePixelRatio > largest * margin) setWanted(true);
    return null;
  }
  // The variant behind it has the alternative text.
  return (
    <img src={post.downloadUrl} alt="" decoding="async" data-full-size="" className="absolute inset-0 size-full" />
  );
}
