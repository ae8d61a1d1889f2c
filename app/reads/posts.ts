import { cacheLife } from "next/cache";
import { cacheTags } from "@/lib/operation/cache-tags";
import { fileUnder } from "@/lib/operation/expire";
import { findPost } from "@/lib/posts/queries";

/**
 * A post, or null for one that nobody may see. The null is filed under the same tag, so that it goes when the post
 * comes, and so are the neighbours, so that no arrow leads to what was hidden.
 */
export async function readPost(id: number) {
  "use cache";
  fileUnder(cacheTags.post(id));
  cacheLife({ stale: 30, revalidate: 60, expire: 3600 });
  const post = await findPost(id);
  if (post) {
    // Their face stands beside it.
    fileUnder(cacheTags.member(post.userId));
    // The newest and the oldest have a neighbour as soon as another post appears.
    if (post.newerId === null || post.olderId === null) fileUnder(cacheTags.gallery);
    for (const neighbour of [post.newerId, post.olderId]) if (neighbour !== null) fileUnder(cacheTags.post(neighbour));
  }
  return post;
}
