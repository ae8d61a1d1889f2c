/** One page of a list. `nextCursor` is null on the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Posts on one page of the gallery. */
export const galleryPageSize = 24;

const maxId = 2_147_483_647;

/** The cursor of a page that begins after the post `id`: opaque, six characters that a path can carry. */
export function encodeCursor(id: number): string {
  return id.toString(36).padStart(6, "0");
}

/** The id within a cursor; null for anything that `encodeCursor` would not write, so that a page has one address. */
export function decodeCursor(cursor: string): number | null {
  if (!/^[\da-z]{6}$/.test(cursor)) return null;
  const id = Number.parseInt(cursor, 36);
  return id >= 1 && id <= maxId ? id : null;
}

/** A page from one row more than it holds: the row too many says that there is a next page. */
export function toPage<T extends { id: number }>(rows: readonly T[], limit: number): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null };
}

/** An image's id as it stands in a path, or null: checked before anything is asked of the database. */
export function parsePostId(text: string): number | null {
  if (!/^[1-9]\d{0,9}$/.test(text)) return null;
  const id = Number(text);
  return id <= maxId ? id : null;
}
