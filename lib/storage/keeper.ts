import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log/log";
import { looseMinutes, sweepLooseFiles } from "./loose-files";

/** Between two sweeps, in ms. */
const pause = 10 * 60_000;

/**
 * Removes files that have been loose for an hour, until `signal` says to stop: what could not be removed when its row went does not
 * stay readable until the next start. For a thread beside the site; no failure ends it.
 */
export async function keepFilesSwept(signal: AbortSignal, { every = pause }: { every?: number } = {}): Promise<void> {
  while (!signal.aborted) {
    await sleep(every, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    try {
      await sweepLooseFiles(looseMinutes);
    } catch (error) {
      log.warn({ err: error }, "loose files were not removed; it will be tried again");
    }
  }
}
