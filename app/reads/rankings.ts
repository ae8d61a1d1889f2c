import { cacheLife } from "next/cache";
import { cacheTags } from "@/lib/operation/cache-tags";
import { fileUnder } from "@/lib/operation/expire";
import { countTopTen } from "@/lib/rankings/queries";
import type { TopTen } from "@/lib/rankings/schema";

/** The board for pages. Votes and likes renew it within seconds; the short `revalidate` is for events that grow too old. */
export async function readTopTen(): Promise<TopTen> {
  "use cache";
  cacheLife({ stale: 30, revalidate: 5, expire: 300 });
  const board = await countTopTen();
  fileUnder(cacheTags.top, ...board.entries.map(({ id }) => cacheTags.post(id)));
  return board;
}
