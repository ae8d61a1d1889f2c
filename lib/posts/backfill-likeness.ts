import { lookOf } from "@/lib/images/look";
import { sharp } from "@/lib/images/sharp";
import { log } from "@/lib/log/log";
import { storage } from "@/lib/storage/storage";
import { sketchOf } from "./likeness";
import { saveLikeness } from "./likeness-mutations";
import { countWithoutLikeness, listWithoutLikeness } from "./likeness-queries";

/** So many posts are taken from the database at a time. */
const batch = 100;

export interface BackfillReport {
  readonly done: number;
  /** Their files are not where they should be, or cannot be read; a later run tries them again. */
  readonly failed: number;
}

/**
 * Looks at every visible image that nobody has looked at: those from before images were compared, or hidden at the time. Reads their
 * smallest variants. Can be stopped and run again at any moment, and beside a running site: what is done is done.
 */
export async function backfillLikeness({
  onProgress = () => {},
  signal,
}: {
  onProgress?: (report: BackfillReport & { total: number }) => void;
  signal?: AbortSignal;
} = {}): Promise<BackfillReport> {
  const total = await countWithoutLikeness();
  let report: BackfillReport = { done: 0, failed: 0 };
  for (let afterId = 0; ; ) {
    const posts = await listWithoutLikeness({ afterId, limit: batch });
    const last = posts.at(-1);
    if (!last || signal?.aborted) return report;
    for (const { id, storageKey, prompt, width, height, variantWidths } of posts) {
      const isDone = await lookAt({
        id,
        object: `${storageKey}/${Math.min(...variantWidths)}.webp`,
        prompt,
        ratio: width / height,
      });
      report = isDone ? { ...report, done: report.done + 1 } : { ...report, failed: report.failed + 1 };
    }
    onProgress({ ...report, total });
    afterId = last.id;
  }
}

async function lookAt({ id, object, prompt, ratio }: { id: number; object: string; prompt: string; ratio: number }) {
  try {
    const bytes = await storage().read(object);
    if (!bytes) return false;
    await saveLikeness(id, { look: await lookOf(sharp(bytes), ratio), sketch: sketchOf(prompt) });
    return true;
  } catch (error) {
    log.warn({ err: error, postId: id }, "an image could not be looked at");
    return false;
  }
}
