import { type Db, prisma } from "@/lib/db/prisma";

/** What its row says about an image in storage. Pending: it is being written, or removed. */
export type FileState = "visible" | "gone" | "pending";

/** The state of each stored image, a post's or an avatar, by its storage key; a key without a row is left out. */
export async function listFileStates(storageKeys: readonly string[], db: Db = prisma): Promise<Map<string, FileState>> {
  const rows = await db.$queryRaw<{ storageKey: string; state: FileState }[]>`
    SELECT storage_key AS "storageKey",
      CASE WHEN is_active THEN 'visible' WHEN status = 'pending' THEN 'pending' ELSE 'gone' END AS state
    FROM image_posts WHERE storage_key = ANY(${[...storageKeys]}::text[])
    UNION ALL SELECT avatar_key, CASE WHEN is_active THEN 'visible' ELSE 'gone' END
    FROM users WHERE avatar_key = ANY(${[...storageKeys]}::text[])
    UNION ALL SELECT storage_key, 'pending' FROM loose_files WHERE storage_key = ANY(${[...storageKeys]}::text[])`;
  return new Map(rows.map(({ storageKey, state }) => [storageKey, state]));
}
