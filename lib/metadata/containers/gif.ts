import { latin1 } from "../bytes";
import type { Found } from "../found";
import { metadataLimits } from "../limits";

/** Behind the end of a chain of sub-blocks; the end of the file where the chain breaks off. */
function chainEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] as number);
  return Math.min(at + 1, bytes.length);
}

/** What stands in a chain. Callers compare its length with their limit before. */
function joinChain(bytes: Uint8Array, from: number, end: number): Uint8Array {
  // As much room as the chain takes with its lengths; a view for each sub-block would be many times that.
  const whole = new Uint8Array(end - from);
  let to = 0;
  for (let at = from; at < end && bytes[at] !== 0; ) {
    const next = Math.min(at + 1 + (bytes[at] as number), end);
    for (at += 1; at < next; at += 1) whole[to++] = bytes[at] as number;
  }
  return whole.subarray(0, to);
}

const tableBytes = (flags = 0) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** The 258 bytes behind XMP in a GIF, whose every entry point leads a sub-block reader to the end. @see XMP part 3 §1.1.2 */
const magicTrailer = 257;

function readExtension(bytes: Uint8Array, at: number, found: Found): number {
  const label = bytes[at + 1];
  const bodyAt = at + 2;
  if (label === 0xfe) {
    const end = chainEnd(bytes, bodyAt);
    if (end - bodyAt <= metadataLimits.text) found.add("comment", joinChain(bytes, bodyAt, end));
    else found.warn("text_too_large");
    return end;
  }
  const name = latin1(bytes, bodyAt + 1, 11);
  const dataAt = bodyAt + 12;
  if (label !== 0xff || bytes[bodyAt] !== 11) return chainEnd(bytes, bodyAt);
  const end = chainEnd(bytes, dataAt);
  if (name === "XMP DataXMP") found.addXmp(bytes.subarray(dataAt, Math.max(dataAt, end - magicTrailer - 1)));
  else if (name.startsWith("C2PA_GIF")) {
    if (end - dataAt <= metadataLimits.manifest) found.addManifest(joinChain(bytes, dataAt, end));
    else found.warn("c2pa_unreadable");
  }
  return end;
}

/** Comments and XMP between the frames. @see GIF89a §15 */
export function readGif(bytes: Uint8Array, found: Found): void {
  for (let at = 13 + tableBytes(bytes[10]); at < bytes.length; ) {
    if (!found.part()) return;
    if (bytes[at] === 0x21) at = readExtension(bytes, at, found);
    else if (bytes[at] === 0x2c) at = chainEnd(bytes, at + 11 + tableBytes(bytes[at + 9]));
    else if (bytes[at] === 0x3b) return;
    else break;
  }
  found.warn("truncated");
}
