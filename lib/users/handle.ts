/** A handle as it stands in a path, or null: checked before anything is asked of the database. */
export function parseHandle(text: string): string | null {
  return /^[A-Za-z0-9_-]{1,30}$/.test(text) ? text : null;
}
