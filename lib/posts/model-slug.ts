/**
 * A model's name as a path can carry it, whatever it holds: letters, digits, "-" and "_" stand for themselves, any other byte
 * is "~" and two hexadecimal digits. Each name has exactly one.
 */
export function modelSlug(name: string): string {
  return [...new TextEncoder().encode(name)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[\w-]/.test(character) ? character : `~${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");
}

/** The name behind a slug; null for anything that `modelSlug` would not write. */
export function parseModelSlug(slug: string): string | null {
  if (!/^(?:[\w-]|~[\da-f]{2})+$/.test(slug)) return null;
  const bytes = slug
    .match(/~..|./g)
    ?.map((part) => (part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0)));
  try {
    const name = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes ?? []));
    return modelSlug(name) === slug ? name : null;
  } catch {
    return null;
  }
}
