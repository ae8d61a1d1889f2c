import { type Db, prisma } from "@/lib/db/prisma";
import { fullObject } from "@/lib/storage/keys";

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

/** The best object of a visible post's image, and what kind of file it is; null for a post that is hidden, or not stored here. */
export async function findStoredImage(id: number, db: Db = prisma): Promise<{ object: string; format: string } | null> {
  const [row] = await db.$queryRaw<{ storageKey: string; fullFormat: string | null; width: number | null }[]>`
    SELECT storage_key AS "storageKey", full_format AS "fullFormat", variant_widths[cardinality(variant_widths)] AS width
    FROM image_posts WHERE id = ${id} AND is_active AND storage_key IS NOT NULL`;
  if (row?.fullFormat) return { object: fullObject(row.storageKey, row.fullFormat), format: row.fullFormat };
  return row?.width ? { object: `${row.storageKey}/${row.width}.webp`, format: "webp" } : null;
}
