/** True where keys belong to something else: a field, an open menu, and the browser's own shortcuts. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return true;
  const target = event.target as Element | null;
  return Boolean(
    target?.closest?.("input, textarea, select, details[open], [contenteditable], [role=menu], [role=slider]"),
  );
}

/**
 * The shortcut that a key press is, or null when the keys are for something else: a small letter by its place on the
 * keyboard, whatever script is on (with Hangul, the key of J says ㅓ), or the key's name. `within` is the dialog whose
 * shortcuts are asked for; without it an open dialog or popover takes all keys.
 */
export function shortcutOf(event: KeyboardEvent, within: Element | null = null): string | null {
  if (isTaken(event)) return null;
  const inFront = [...document.querySelectorAll("dialog[open], [role=dialog], [popover]:popover-open")].at(-1) ?? null;
  if (inFront !== within) return null;
  const { key, code, shiftKey } = event;
  // What Shift writes is its own key on some keyboards: ? and +.
  if (key === "?" || key === "+") return key;
  if (shiftKey) return null;
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  return key.length === 1 && letter ? letter.toLowerCase() : key;
}
