import { log } from "@/lib/log/log";
import { storage } from "@/lib/storage/storage";
import { listFileStates } from "./file-queries";

/**
 * Moves an image's files to where its row says they belong now: in reach for a visible post or an active account's avatar, else
 * in quarantine, so that its URLs are dead at the origin. Call it after the row was changed and committed. It looks again after each
 * move, so that when a hide and a restore cross, the last one to be committed wins.
 */
export async function settleFiles(storageKey: string): Promise<void> {
  for (let moved: string | undefined; ; ) {
    const state = (await listFileStates([storageKey])).get(storageKey);
    if (!state || state === "pending" || state === moved) return;
    await (state === "visible" ? storage().restore(storageKey) : storage().quarantine(storageKey));
    moved = state;
  }
}

/** As `settleFiles`, for a write that is already done and must not be reported as failed: the sweep comes back to it. */
export async function settleFilesOrLeave(storageKey: string | null): Promise<void> {
  if (!storageKey) return;
  try {
    await settleFiles(storageKey);
  } catch (error) {
    log.error({ err: error, storageKey }, "an image could not be moved; the sweep will");
  }
}
