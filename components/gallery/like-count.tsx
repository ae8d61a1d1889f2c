"use client";

import { useLikeView } from "@/components/account/viewer-provider";
import type { GalleryPost } from "./gallery-rows";

/** How often an image was liked, as it is known here: what one likes oneself counts at once, and fills the heart. */
export function LikeCount({ post }: { post: GalleryPost }) {
  const { liked, count } = useLikeView(post.id);
  return <b data-liked={liked || undefined}>{count ?? post.likeCount}</b>;
}
