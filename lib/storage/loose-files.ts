import { log } from "@/lib/log/log";
import { dropLooseFiles, listLooseFiles } from "./loose-mutations";
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

/** Removes what has been loose for so many minutes. Answers how many images that were. */
export async function sweepLooseFiles(minutes: number): Promise<number> {
  let removed = 0;
  for (let batch = await listLooseFiles({ minutes }); batch.length > 0; batch = await listLooseFiles({ minutes })) {
    for (const storageKey of batch) await removeLooseFile(storageKey);
    removed += batch.length;
  }
  return removed;
}
