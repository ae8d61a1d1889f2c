import { concat, latin1, startsWith, u16, u32, u64, untilZero } from "../bytes";
import type { Found } from "../found";
import { metadataLimits } from "../limits";
import { readExif } from "./exif";

interface Box {
  readonly type: string;
  readonly body: Uint8Array;
  /** With its head. */
  readonly whole: Uint8Array;
}

/** The boxes side by side in `bytes`. A length that leads outside ends the list. @see ISO/IEC 14496-12 §4.2 */
function* boxes(bytes: Uint8Array, found: Found): Generator<Box> {
  for (let at = 0; at + 8 <= bytes.length; ) {
    if (!found.part()) return;
    const short = u32(bytes, at);
    const head = short === 1 ? 16 : 8;
    const size = short === 1 ? u64(bytes, at + 8) : short === 0 ? bytes.length - at : short;
    if (size < head || at + size > bytes.length) {
      found.warn("truncated");
      return;
    }
    const whole = bytes.subarray(at, at + size);
    yield { type: latin1(whole, 4, 4), body: whole.subarray(head), whole };
    at += size;
  }
}

type Kind = "exif" | "xmp";
/** How many items of each kind a file may still have: any number of them may share the same bytes. */
type Budget = Record<Kind, number>;

/** The first items that are metadata, by id. */
function readItemInfo(body: Uint8Array, budget: Budget, found: Found): Map<number, Kind> {
  const items = new Map<number, Kind>();
  const add = (id: number, kind: Kind) => {
    if (budget[kind] <= 0 || items.has(id)) return;
    budget[kind] -= 1;
    items.set(id, kind);
  };
  const list = body.subarray(body[0] === 0 ? 6 : 8);
  for (const { type, body: entry } of boxes(list, found)) {
    const version = entry[0] ?? 0;
    if (type !== "infe" || version < 2) continue;
    const id = version === 2 ? u16(entry, 4) : u32(entry, 4);
    const typeAt = version === 2 ? 8 : 10;
    if (startsWith(entry, "Exif", typeAt)) add(id, "exif");
    else if (startsWith(entry, "mime", typeAt)) {
      const contentAt = untilZero(entry, typeAt + 4) + 1;
      const content = latin1(entry, contentAt, untilZero(entry, contentAt) - contentAt);
      if (content === "application/rdf+xml") add(id, "xmp");
    }
  }
  return items;
}

interface Extent {
  readonly method: number;
  readonly offset: number;
  readonly length: number;
}

/** Where the wanted items are. @see ISO/IEC 14496-12 §8.11.3 */
function readLocations(body: Uint8Array, wanted: ReadonlyMap<number, unknown>, found: Found): Map<number, Extent[]> {
  const version = body[0] ?? 0;
  const sizes = u16(body, 4);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  let at = 6;
  const take = (size: number): number => {
    at += size;
    if (size === 2) return u16(body, at - 2);
    return size === 4 ? u32(body, at - 4) : size === 8 ? u64(body, at - 8) : 0;
  };
  const locations = new Map<number, Extent[]>();
  const count = take(version < 2 ? 2 : 4);
  for (let item = 0; item < count && at < body.length; item += 1) {
    if (!found.part()) break;
    const id = take(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : take(2) & 15;
    take(2);
    const base = take(baseSize);
    const extents: Extent[] = [];
    for (let left = take(2); left > 0 && at < body.length; left -= 1) {
      if (!found.part()) break;
      take(indexSize);
      const offset = base + take(offsetSize);
      const length = take(lengthSize);
      if (wanted.has(id) && extents.length < metadataLimits.extents) extents.push({ method, offset, length });
    }
    if (wanted.has(id) && !locations.has(id)) locations.set(id, extents);
  }
  return locations;
}

function readItems(file: Uint8Array, meta: Uint8Array, budget: Budget, found: Found): void {
  const parts = new Map<string, Uint8Array>();
  for (const { type, body } of boxes(meta.subarray(4), found)) if (!parts.has(type)) parts.set(type, body);
  const nothing = new Uint8Array();
  const items = readItemInfo(parts.get("iinf") ?? nothing, budget, found);
  const locations = readLocations(parts.get("iloc") ?? nothing, items, found);
  for (const [id, kind] of items) {
    const extents = locations.get(id) ?? [];
    const length = extents.reduce((sum, extent) => sum + extent.length, 0);
    if (length > metadataLimits.text) {
      found.warn("text_too_large");
      continue;
    }
    const pieces = extents.map(({ method, offset, length }) => {
      const source = method === 1 ? (parts.get("idat") ?? nothing) : method === 0 ? file : nothing;
      return source.subarray(offset, offset + length);
    });
    const bytes = concat(pieces);
    if (bytes.length < length) found.warn("truncated");
    // EXIF stands behind the distance to its TIFF header.
    else if (kind === "exif" && bytes.length > 4) readExif(bytes.subarray(4 + u32(bytes, 0)), found);
    else if (kind === "xmp") found.addXmp(bytes);
  }
}

const manifestBox = "\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81";

/** EXIF and XMP items and the C2PA box. @see AVIF 1.1, MIAF §7.3.1, C2PA 2.1 §A.3 */
export function readAvif(bytes: Uint8Array, found: Found): void {
  const budget: Budget = { exif: metadataLimits.exifItems, xmp: metadataLimits.xmpPackets };
  for (const { type, body, whole } of boxes(bytes, found)) {
    if (type === "meta") readItems(bytes, body, budget, found);
    else if (type === "uuid" && startsWith(body, manifestBox)) {
      // Version and flags, the purpose up to its zero, eight bytes of offset.
      const purposeEnd = untilZero(body, 20);
      if (startsWith(body, "manifest", 20)) found.addManifest(body.subarray(purposeEnd + 9));
    } else if (type === "jumb") found.addManifest(whole);
  }
}
