import { latin1, startsWith } from "../bytes";
import type { Found } from "../found";
import { readExif } from "./exif";
import { readPhotoshop } from "./iptc";

/** ImageMagick's way of keeping EXIF, IPTC and XMP in a PNG: a name, a length, and the bytes in hexadecimal. */
export function readRawProfile(kind: string, text: Uint8Array, found: Found): void {
  const match = /^\s*\S+\s+(\d+)\s/.exec(latin1(text, 0, 200));
  if (!match || !found.admit(text.length)) return;
  const hex = latin1(text, match[0].length).replace(/\s+/g, "");
  const bytes = new Uint8Array(Math.min(Number(match[1]), hex.length >> 1));
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
  if (/^(exif|APP1)$/i.test(kind)) readExif(startsWith(bytes, "Exif\0\0") ? bytes.subarray(6) : bytes, found);
  else if (/^(iptc|8bim)$/i.test(kind)) readPhotoshop(bytes, found);
  else if (/^xmp$/i.test(kind)) found.addXmp(bytes);
}
