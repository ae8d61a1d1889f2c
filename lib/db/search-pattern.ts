/** A LIKE pattern for texts that contain `text` itself: its own wildcards stand for themselves. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/** The id that a search for `12` or `#12` may mean; null for other text. */
export function idWithin(text: string): number | null {
  const id = Number(/^#?([1-9]\d{0,9})$/.exec(text)?.[1]);
  return id <= 2_147_483_647 ? id : null;
}
