import { cacheLife } from "next/cache";
import { AppError } from "@/lib/errors/app-error";
import { cacheTags } from "@/lib/operation/cache-tags";
import { fileUnder } from "@/lib/operation/expire";
import { listSimilar } from "@/lib/posts/likeness-queries";
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

/** How many similar images a page shows. Each is filed under three tags, and a page has 128 of them at most. */
const similarOnPage = 12;

/**
 * The images most like one. What is hidden leaves the page at once; what is new comes within a minute, without that each
 * upload expires every page.
 */
export async function readSimilar(id: number) {
  "use cache";
  fileUnder(cacheTags.post(id));
  cacheLife({ stale: 30, revalidate: 60, expire: 3600 });
  try {
    const posts = await listSimilar({ id, limit: similarOnPage });
    fileUnder(...posts.map((post) => cacheTags.post(post.id)));
    return posts;
  } catch (error) {
    // Hidden between two reads of the same page.
    if (error instanceof AppError) return [];
    throw error;
  }
}
