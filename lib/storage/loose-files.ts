import { log } from "@/lib/log/log";
import { dropLooseFiles, forgetLooseFiles, listLooseFiles } from "./loose-mutations";
import { storage } from "./storage";

const removeLooseFile = (storageKey: string) => dropLooseFiles(storageKey, (key) => storage().remove(key));

/** Removes files for a write that is already done and must not be reported as failed: the sweep comes back to them. */
export async function removeLooseFilesOrLeave(storageKeys: readonly string[]): Promise<void> {
  for (const storageKey of storageKeys) {
    try {
      await removeLooseFile(storageKey);
    } catch (error) {
      log.error({ err: error, storageKey }, "files could not be removed; the sweep will");
    }
  }
}

/** So many are removed at a time: more wait for the disk, not for us. */
const atOnce = 8;

/**
 * Removes files that nobody can claim any more, since the rows that had them are deleted; thousands in a second or two. Whoever
 * asks need not wait: nothing is thrown, and what is not done by an end of the process is noted as loose, for the sweep.
 */
export async function removeForsakenFiles(storageKeys: readonly string[]): Promise<void> {
  const line = [...storageKeys];
  const removed: string[] = [];
  const removeSome = async () => {
    for (let storageKey = line.pop(); storageKey !== undefined; storageKey = line.pop()) {
      try {
        await storage().remove(storageKey);
        removed.push(storageKey);
      } catch (error) {
        log.error({ err: error, storageKey }, "files could not be removed; the sweep will");
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, removeSome));
  await forgetLooseFiles(removed).catch((error: unknown) =>
    log.warn({ err: error }, "removed files are still noted as loose; the sweep looks again"),
  );
}

/** What is loose for longer was forgotten by whoever wrote it, in minutes. */
export const looseMinutes = 60;

/** Removes what has been loose for so many minutes. Answers how many images that were. */
export async function sweepLooseFiles(minutes: number): Promise<number> {
  let removed = 0;
  for (let batch = await listLooseFiles({ minutes }); batch.length > 0; batch = await listLooseFiles({ minutes })) {
    for (const storageKey of batch) await removeLooseFile(storageKey);
    removed += batch.length;
  }
  return removed;
}
