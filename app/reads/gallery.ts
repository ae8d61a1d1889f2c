import { randomBytes } from "node:crypto";
import { cacheLife } from "next/cache";
import { cacheTags } from "@/lib/operation/cache-tags";
import { fileUnder } from "@/lib/operation/expire";
import { hasModel } from "@/lib/posts/feed-queries";
import type { GalleryPlace } from "@/lib/posts/gallery-path";
import { isStale } from "@/lib/posts/list-cursor";
import type { ListFilter } from "@/lib/posts/list-queries";
import { listInOrder } from "@/lib/posts/order-queries";
import type { GalleryScope } from "@/lib/posts/orders";
import { galleryPageSize } from "@/lib/posts/paging";
import { listPosts } from "@/lib/posts/queries";

/**
 * A page of a gallery: of everybody's images, a model's or a member's, in an order. Expired at once when a post appears, is
 * changed, hidden or deleted; counts, and orders by them, are up to a minute old.
 */
export async function readGalleryPage(scope: GalleryScope, { order, after }: GalleryPlace) {
  "use cache";
  // Whatever hides or changes a post expires the gallery too.
  fileUnder(cacheTags.gallery);
  cacheLife({ stale: 30, revalidate: 60, expire: 3600 });
  // The page that is asked for most, in one statement.
  if (scope === null && order.sort === "new") return listPosts({ afterId: after?.id });
  // Looked at here, because a page that is drawn for everybody has no time of its own.
  if (after && isStale(after)) return { items: [], nextCursor: null };
  return listInOrder({ ...filterOf(scope), order, after, limit: galleryPageSize });
}

function filterOf(scope: GalleryScope): ListFilter {
  if (scope === null) return {};
  if ("model" in scope) return { model: scope.model };
  const { author, only } = scope;
  if (only === "tournament") return { userId: author.id, tournamentOnly: true };
  return { userId: author.id, model: only?.model };
}

/** Where a shuffle begins that is asked for now: another place every minute, for everyone. */
export async function readShuffleStart(): Promise<string> {
  "use cache";
  cacheLife({ stale: 30, revalidate: 60, expire: 3600 });
  return randomBytes(4).toString("hex");
}

/** Does anybody see an image of this model, by whomever or by this author? */
export async function readHasModel(model: string, userId?: number): Promise<boolean> {
  "use cache";
  fileUnder(cacheTags.gallery);
  cacheLife({ stale: 30, revalidate: 60, expire: 3600 });
  return hasModel({ model, userId });
}
