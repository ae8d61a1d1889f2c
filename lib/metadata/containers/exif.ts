import { latin1, u16, u32 } from "../bytes";
import type { Found } from "../found";
import { metadataLimits } from "../limits";
import { decodeText, decodeUserComment } from "../text";

/** The few tags in which generators write. No GPS, no maker's notes, no names of owners: they are not even read. */
const tags: Readonly<Record<number, string>> = {
  270: "exif:ImageDescription",
  271: "exif:Make",
  272: "exif:Model",
  305: "exif:Software",
  37510: "exif:UserComment",
  40091: "exif:XPTitle",
  40092: "exif:XPComment",
};
const exifPointer = 34665;

function readDirectory(tiff: Uint8Array, at: number, little: boolean, found: Found): number | null {
  const count = u16(tiff, at, little);
  if (at < 8 || at + 2 + count * 12 > tiff.length || count > metadataLimits.exifEntries) {
    found.warn("exif_broken");
    return null;
  }
  let pointer: number | null = null;
  for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
    if (!found.part()) return null;
    const tag = u16(tiff, entry, little);
    if (tag === exifPointer) pointer = u32(tiff, entry + 8, little);
    const key = tags[tag];
    // Bytes, text or "undefined": one byte a value.
    if (!key || ![1, 2, 7, 129].includes(u16(tiff, entry + 2, little))) continue;
    const length = u32(tiff, entry + 4, little);
    const from = length <= 4 ? entry + 8 : u32(tiff, entry + 8, little);
    if (from + length > tiff.length) {
      found.warn("exif_broken");
      continue;
    }
    const decode = tag === 37510 ? (bytes: Uint8Array) => decodeUserComment(bytes, little) : decodeText;
    found.add(key, tiff.subarray(from, from + length), decode);
  }
  return pointer;
}

/** EXIF from its TIFF header on: the first directory and the one of the Exif pointer. @see CIPA DC-008 §4.6 */
export function readExif(tiff: Uint8Array, found: Found): void {
  const order = latin1(tiff, 0, 2);
  const little = order === "II";
  if ((!little && order !== "MM") || u16(tiff, 2, little) !== 42) {
    found.warn("exif_broken");
    return;
  }
  const pointer = readDirectory(tiff, u32(tiff, 4, little), little, found);
  if (pointer !== null) readDirectory(tiff, pointer, little, found);
}
