import { concat, latin1, startsWith, u16, u32 } from "../bytes";
import type { Found } from "../found";
import { metadataLimits } from "../limits";
import { readExif } from "./exif";
import { readPhotoshop } from "./iptc";

const xmpName = "http://ns.adobe.com/xap/1.0/\0";
const extendedName = "http://ns.adobe.com/xmp/extension/\0";

/** XMP too long for one segment: pieces with their place, under the digest that the main packet names. @see XMP part 3 §1.1.3.1 */
class ExtendedXmp {
  private readonly packets = new Map<string, Uint8Array>();

  take(data: Uint8Array, found: Found): void {
    const head = extendedName.length;
    const digest = latin1(data, head, 32);
    const [length, offset] = [u32(data, head + 32), u32(data, head + 36)];
    const piece = data.subarray(head + 40);
    if (length > metadataLimits.text) {
      found.warn("text_too_large");
      return;
    }
    if (this.packets.size >= metadataLimits.xmpPackets && !this.packets.has(digest)) return;
    const packet = this.packets.get(digest) ?? new Uint8Array(length);
    this.packets.set(digest, packet);
    if (offset + piece.length <= packet.length) packet.set(piece, offset);
    else found.warn("xmp_broken");
  }

  finish(found: Found): void {
    for (const [digest, packet] of this.packets) {
      if (found.xmp.some((main) => main.includes(digest))) found.addXmp(packet);
    }
  }
}

/** JUMBF in APP11, in pieces that each repeat the box's head. @see ISO/IEC 19566-5 annex D */
class Boxes {
  private readonly boxes = new Map<number, { sequence: number; piece: Uint8Array }[]>();
  private bytes = 0;

  take(data: Uint8Array): void {
    if (data.length < 16) return;
    this.bytes += data.length;
    if (this.bytes > metadataLimits.manifest) return;
    const pieces = this.boxes.get(u16(data, 2)) ?? [];
    if (pieces.length === 0 && this.boxes.size >= metadataLimits.manifests) return;
    this.boxes.set(u16(data, 2), pieces);
    pieces.push({ sequence: u32(data, 4), piece: data.subarray(8) });
  }

  finish(found: Found): void {
    if (this.bytes > metadataLimits.manifest) found.warn("c2pa_unreadable");
    for (const pieces of this.boxes.values()) {
      pieces.sort((a, b) => a.sequence - b.sequence);
      const headLength = u32(pieces[0]?.piece ?? new Uint8Array(), 0) === 1 ? 16 : 8;
      found.addManifest(concat(pieces.map(({ piece }, index) => (index === 0 ? piece : piece.subarray(headLength)))));
    }
  }
}

function readSegments(bytes: Uint8Array, found: Found, extended: ExtendedXmp, boxes: Boxes): void {
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (!found.part()) return;
    if (bytes[at] !== 0xff) {
      found.warn("truncated");
      return;
    }
    const marker = bytes[at + 1] as number;
    // Fill bytes before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Pixels begin: what describes them stands before.
    if (marker === 0xda || marker === 0xd9) return;
    const length = u16(bytes, at + 2);
    const data = bytes.subarray(at + 4, at + 2 + length);
    if (length < 2 || data.length < length - 2) {
      found.warn("truncated");
      return;
    }
    if (marker === 0xe1 && startsWith(data, "Exif\0")) readExif(data.subarray(6), found);
    else if (marker === 0xe1 && startsWith(data, xmpName)) found.addXmp(data.subarray(xmpName.length));
    else if (marker === 0xe1 && startsWith(data, extendedName)) extended.take(data, found);
    else if (marker === 0xeb && startsWith(data, "JP")) boxes.take(data);
    else if (marker === 0xed && startsWith(data, "Photoshop 3.0\0")) readPhotoshop(data, found);
    else if (marker === 0xfe) found.add("comment", data);
    at += 2 + length;
  }
  found.warn("truncated");
}

/** The segments before the pixels. @see ITU T.81 annex B */
export function readJpeg(bytes: Uint8Array, found: Found): void {
  const extended = new ExtendedXmp();
  const boxes = new Boxes();
  readSegments(bytes, found, extended, boxes);
  extended.finish(found);
  boxes.finish(found);
}
