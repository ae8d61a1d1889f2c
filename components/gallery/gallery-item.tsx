"use client";

import { useLocale } from "next-intl";
import { type Loading, PostImage } from "@/components/image/post-image";
import { localePath } from "@/lib/i18n/paths";
import type { GalleryPost } from "./gallery-rows";
import { LikeCount } from "./like-count";

/** Finds the item of a post, and the post of an item: `<a data-post="42">`. */
export const itemSelector = "a[data-post]";

/**
 * An image in a row, a link to its page. With a pointer or the keyboard on it, it says whose it is and how it is liked. A plain
 * link: where scripts run the gallery opens the image itself, so there is no page to fetch ahead.
 */
export function GalleryItem({
  post,
  ratio,
  sizes,
  loading,
}: {
  post: GalleryPost;
  ratio: number;
  sizes: string;
  loading: Loading;
}) {
  const locale = useLocale();
  return (
    <a
      href={localePath(`/images/${post.id}`, locale)}
      data-post={post.id}
      style={{ aspectRatio: ratio }}
      className="gallery-item group"
    >
      <PostImage
        picture={post}
        fit="cover"
        sizes={sizes}
        alt={post.altText}
        loading={loading}
        isMeasured={loading === "lazy"}
      />
      <span aria-hidden="true" className="gallery-caption">
        <span className="truncate">{post.author && `@${post.author}`}</span>
        <LikeCount post={post} />
      </span>
    </a>
  );
}
