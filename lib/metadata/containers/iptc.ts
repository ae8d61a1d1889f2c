import { startsWith, u16, u32 } from "../bytes";
import type { Found } from "../found";

/** What a generator may have said; by-lines, contacts and places are not read. */
const datasets: Readonly<Record<number, string>> = {
  5: "iptc:title",
  40: "iptc:instructions",
  65: "iptc:program",
  105: "iptc:headline",
  110: "iptc:credit",
  115: "iptc:source",
  120: "iptc:caption",
};

/** IIM records: 0x1c, record, dataset, length. An empty one takes five bytes, so they are counted. @see IPTC-IIM 4.2 §1.5 */
function readRecords(bytes: Uint8Array, found: Found): void {
  for (let at = 0; at + 5 <= bytes.length && bytes[at] === 0x1c; ) {
    if (!found.part()) return;
    const length = u16(bytes, at + 3);
    // An extended length is longer than any caption may be.
    if (length & 0x8000 || at + 5 + length > bytes.length) {
      found.warn("truncated");
      return;
    }
    const key = bytes[at + 1] === 2 ? datasets[bytes[at + 2] ?? 0] : undefined;
    if (key) found.add(key, bytes.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
}

/** Photoshop's image resources, of which one is IPTC. */
export function readPhotoshop(bytes: Uint8Array, found: Found): void {
  let at = startsWith(bytes, "Photoshop 3.0\0") ? 14 : 0;
  if (bytes[at] === 0x1c) readRecords(bytes.subarray(at), found);
  while (at + 12 <= bytes.length && startsWith(bytes, "8BIM", at)) {
    if (!found.part()) return;
    const id = u16(bytes, at + 4);
    const nameLength = (bytes[at + 6] ?? 0) + 1;
    const sizeAt = at + 6 + nameLength + (nameLength & 1);
    const size = u32(bytes, sizeAt);
    if (sizeAt + 4 + size > bytes.length) {
      found.warn("truncated");
      return;
    }
    if (id === 0x0404) readRecords(bytes.subarray(sizeAt + 4, sizeAt + 4 + size), found);
    at = sizeAt + 4 + size + (size & 1);
  }
}
