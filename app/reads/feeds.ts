import { cacheLife } from "next/cache";
import { cacheTags } from "@/lib/operation/cache-tags";
import { fileUnder } from "@/lib/operation/expire";
import { type FeedOf, listFeedPosts } from "@/lib/posts/feed-queries";
import { countSitemaps, findSitemap } from "@/lib/posts/sitemap-queries";
import { listDays } from "@/lib/rankings/archive-queries";

/** What a feed carries. It goes at once when a post appears, is changed, hidden or deleted, or its author is. */
export async function readFeedPosts(of: FeedOf) {
  "use cache";
  cacheLife({ stale: 30, revalidate: 300, expire: 3600 });
  // Whatever hides or changes a post expires the gallery too; a read takes no more than 128 tags.
  fileUnder(cacheTags.gallery, ...(of && "authorId" in of ? [cacheTags.member(of.authorId)] : []));
  return listFeedPosts(of);
}

export async function readSitemapCount() {
  "use cache";
  fileUnder(cacheTags.gallery);
  cacheLife({ stale: 30, revalidate: 3600, expire: 86_400 });
  return countSitemaps();
}

export async function readSitemap(number: number) {
  "use cache";
  // A member who is kept out expires the archive: what names them there goes with it, and so here.
  fileUnder(cacheTags.gallery, cacheTags.archive);
  cacheLife({ stale: 30, revalidate: 3600, expire: 86_400 });
  return findSitemap(number);
}

/** The finished days on which there was something to count. */
export async function readDays() {
  "use cache";
  fileUnder(cacheTags.archive);
  cacheLife({ stale: 30, revalidate: 3600, expire: 86_400 });
  return listDays();
}
