import { cacheLife } from "next/cache";
import { cacheTags } from "@/lib/operation/cache-tags";
import { fileUnder } from "@/lib/operation/expire";
import { listModelNames } from "@/lib/posts/model-queries";

/** Model names to suggest. A hidden post's goes with it. */
export async function readModelNames() {
  "use cache";
  fileUnder(cacheTags.gallery);
  cacheLife({ stale: 30, revalidate: 300, expire: 3600 });
  return listModelNames();
}
