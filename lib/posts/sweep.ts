import { looseMinutes, sweepLooseFiles } from "@/lib/storage/loose-files";
import { storage } from "@/lib/storage/storage";
import { listFileStates } from "./file-queries";
import { settleFiles } from "./files";
import { removePendingPosts } from "./mutations";

/** An upload that is older than this was interrupted, in minutes. */
const patience = 60;

export interface SweepReport {
  /** Rows of uploads that never became a post. */
  readonly abandonedPosts: number;
  /** Images whose row went, or never came: of deleted accounts, replaced avatars, interrupted uploads of one. */
  readonly looseImages: number;
  /** Stored images without a row. They stay: the database may be the wrong one, and then they are all somebody has. */
  readonly unknownImages: number;
  /** Images that were in reach but hidden, or in quarantine but visible. */
  readonly movedImages: number;
  /** Unfinished files. */
  readonly leftovers: number;
}

async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/**
 * Makes rows and files agree again after crashes: what an interrupted upload left is removed once it is an hour old,
 * and files move to where their row says. Only what a row calls pending or loose is removed: against an empty or a restored
 * database nothing is lost. Running twice, or beside uploads and hides, does no harm.
 */
export async function sweep({ now = new Date() }: { now?: Date } = {}): Promise<SweepReport> {
  const before = new Date(now.getTime() - patience * 60_000);
  const abandonedPosts = await removePendingPosts({ minutes: patience }, (storageKey) => storage().remove(storageKey));
  const looseImages = await sweepLooseFiles(looseMinutes);
  let unknownImages = 0;
  let movedImages = 0;
  for await (const batch of inBatches(storage().list(), 500)) {
    const states = await listFileStates(batch.map(({ prefix }) => prefix));
    for (const { prefix, quarantined } of batch) {
      const state = states.get(prefix);
      if (!state) unknownImages += 1;
      else if (state === (quarantined ? "visible" : "gone")) {
        await settleFiles(prefix);
        movedImages += 1;
      }
    }
  }
  return {
    abandonedPosts,
    looseImages,
    unknownImages,
    movedImages,
    leftovers: await storage().removeLeftovers(before),
  };
}
