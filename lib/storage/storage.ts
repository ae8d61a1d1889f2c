import { join } from "node:path";
import { env } from "@/lib/env/env";
import { createDiskStorage } from "./disk";

/**
 * Where image bytes live. Keys are `<storage key>/<width>.<avif|webp>` and `<storage key>/full.<jpg|webp>`; a prefix is a storage key, all of one image.
 * @throws RangeError for anything that is not such a key, so a path can never leave the store
 */
export interface Storage {
  /** Durable when it returns: the object is there whole or not at all, whatever happens to the machine. */
  readonly write: (key: string, bytes: Uint8Array) => Promise<void>;
  /** The whole object: the largest are a few megabytes. Null when there is none, or when it is in quarantine. */
  readonly read: (key: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /**
   * At most `length` bytes of an object from `from` on, and how many it has in all: for what is too large to be held whole by
   * each who asks. Null as `read`.
   */
  readonly readPart: (
    key: string,
    part: { from: number; length: number },
  ) => Promise<{ bytes: Uint8Array<ArrayBuffer>; size: number } | null>;
  /** Would `read` find it? */
  readonly has: (key: string) => Promise<boolean>;
  /** Takes an image out of reach, to be restored. Nothing happens when it is not there. */
  readonly quarantine: (prefix: string) => Promise<void>;
  /** Puts a quarantined image back. Nothing happens when it is not there. */
  readonly restore: (prefix: string) => Promise<void>;
  /** Removes an image for good, wherever it is. */
  readonly remove: (prefix: string) => Promise<void>;
  /** Every image that is stored, with the time of its last write. */
  readonly list: () => AsyncIterable<{ prefix: string; quarantined: boolean; changedAt: Date }>;
  /** Removes what interrupted writes left behind before `before`. Answers how many files. */
  readonly removeLeftovers: (before: Date) => Promise<number>;
}

const globals = globalThis as { podiumStorage?: Storage };

/** This process's store: on disk, in the data directory. */
export function storage(): Storage {
  globals.podiumStorage ??= createDiskStorage(join(/* turbopackIgnore: true */ env().PODIUM_DATA_DIR, "media"));
  return globals.podiumStorage;
}
