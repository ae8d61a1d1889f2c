import { randomUUID } from "node:crypto";
import { constants, type Dirent } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isStorageKey, parseObjectKey } from "./keys";
import type { Storage } from "./storage";

/** True for the errors that only say "it is not there". */
function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** A rename is durable only when its directory is. Windows cannot open one, and needs no such call. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const directory = await open(path, constants.O_RDONLY);
  await directory.sync().finally(() => directory.close());
}

async function entries(path: string): Promise<Dirent[]> {
  return (await unlessMissing(readdir(path, { withFileTypes: true }))) ?? [];
}

/**
 * Images as files: `live/<first two>/<key>/<width>.<format>`, with `quarantine` beside `live` and unfinished files in
 * `temp`, all on one file system, so that every move is one atomic rename.
 */
export function createDiskStorage(root: string): Storage {
  const temp = join(root, "temp");
  const place = (area: "live" | "quarantine", prefix: string) => {
    if (!isStorageKey(prefix)) throw new RangeError("not a storage key");
    return join(root, area, prefix.slice(0, 2), prefix);
  };
  const pathOf = (key: string) => {
    const parsed = parseObjectKey(key);
    if (!parsed) throw new RangeError("not an object key");
    return join(place("live", parsed.prefix), parsed.name);
  };

  async function makeDirectory(path: string): Promise<void> {
    const first = await mkdir(path, { recursive: true });
    if (!first) return;
    // Each new directory is an entry in its parent, down from the first one that was made.
    for (let at = path; at.length >= first.length; at = dirname(at)) await syncDirectory(dirname(at));
  }

  async function move(prefix: string, from: "live" | "quarantine", to: "live" | "quarantine"): Promise<void> {
    const [source, target] = [place(from, prefix), place(to, prefix)];
    if (!(await unlessMissing(stat(source)))) return;
    await makeDirectory(dirname(target));
    await unlessMissing(rename(source, target));
    await syncDirectory(dirname(target));
    await unlessMissing(syncDirectory(dirname(source)));
  }

  return {
    async write(key, bytes) {
      const path = pathOf(key);
      await makeDirectory(temp);
      const unfinished = join(temp, randomUUID());
      try {
        const file = await open(unfinished, "wx", 0o644);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await makeDirectory(dirname(path));
        await rename(unfinished, path);
        await syncDirectory(dirname(path));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },

    read: (key) => unlessMissing(readFile(/* turbopackIgnore: true */ pathOf(key)) as Promise<Uint8Array<ArrayBuffer>>),
    async readPart(key, { from, length }) {
      const file = await unlessMissing(open(/* turbopackIgnore: true */ pathOf(key), "r"));
      if (!file) return null;
      try {
        const { size } = await file.stat();
        const bytes = new Uint8Array(Math.max(0, Math.min(length, size - from)));
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return { bytes: bytes.subarray(0, filled), size };
      } finally {
        await file.close();
      }
    },
    has: async (key) => (await unlessMissing(stat(/* turbopackIgnore: true */ pathOf(key)))) !== null,

    quarantine: (prefix) => move(prefix, "live", "quarantine"),
    restore: (prefix) => move(prefix, "quarantine", "live"),

    async remove(prefix) {
      for (const area of ["live", "quarantine"] as const)
        await rm(place(area, prefix), { recursive: true, force: true });
    },

    async *list() {
      for (const area of ["live", "quarantine"] as const) {
        const folder = join(/* turbopackIgnore: true */ root, area);
        for (const shard of await entries(folder)) {
          for (const image of await entries(join(/* turbopackIgnore: true */ folder, shard.name))) {
            const path = join(/* turbopackIgnore: true */ folder, shard.name, image.name);
            const info = await unlessMissing(stat(/* turbopackIgnore: true */ path));
            if (info && isStorageKey(image.name))
              yield { prefix: image.name, quarantined: area === "quarantine", changedAt: info.mtime };
          }
        }
      }
    },

    async removeLeftovers(before) {
      let removed = 0;
      for (const file of await entries(temp)) {
        const path = join(temp, file.name);
        const info = await unlessMissing(stat(path));
        if (!info || info.mtime >= before) continue;
        await rm(path, { force: true });
        removed += 1;
      }
      return removed;
    },
  };
}
