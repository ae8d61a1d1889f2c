/** What XML 1.0 cannot hold: most control characters, halves of surrogate pairs, and two that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is left out
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as it stands in an element or an attribute; what XML cannot hold is left out. */
export function escapeXml(text: string): string {
  return text.replace(impossible, "").replace(/[&<>"']/g, (character) => names[character] as string);
}
