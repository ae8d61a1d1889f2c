import { latin1, startsWith, u32 } from "../bytes";
import type { Found } from "../found";
import { readExif } from "./exif";

/** RIFF chunks, padded to an even length. @see WebP container specification */
export function readWebp(bytes: Uint8Array, found: Found): void {
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = u32(bytes, at + 4, true);
    const type = latin1(bytes, at, 4);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (!found.part()) return;
    if (data.length < length) {
      found.warn("truncated");
      return;
    }
    if (type === "EXIF") readExif(startsWith(data, "Exif\0\0") ? data.subarray(6) : data, found);
    else if (type === "XMP ") found.addXmp(data);
    else if (type === "C2PA") found.addManifest(data);
    at += 8 + length + (length & 1);
  }
  if (u32(bytes, 4, true) + 8 > bytes.length + 1) found.warn("truncated");
}
