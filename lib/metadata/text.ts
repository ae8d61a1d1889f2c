import { latin1, startsWith, u16 } from "./bytes";

const decoders = {
  utf8: new TextDecoder("utf-8", { fatal: true }),
  utf16le: new TextDecoder("utf-16le"),
  utf16be: new TextDecoder("utf-16be"),
} as const;

/** Made once, which takes longer than to decode; null where the platform has none. */
const jis = (() => {
  try {
    return new TextDecoder("iso-2022-jp");
  } catch {
    return null;
  }
})();

function utf8(bytes: Uint8Array): string | null {
  try {
    return decoders.utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** How much a code unit looks like text: what every prompt has much of counts most. */
function plausibility(unit: number): number {
  if (unit === 0x0a || unit === 0x0d || (unit >= 0x20 && unit < 0x7f)) return 4;
  if (unit >= 0x3000 && unit <= 0x30ff) return 2;
  if ((unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3)) return 2;
  if (unit >= 0xa0 && unit <= 0x5ff) return 1;
  return unit === 0 ? -2 : 0;
}

/** How many different bytes there are at every second place. */
function variety(bytes: Uint8Array, from: number): number {
  const seen = new Set<number>();
  for (let at = from; at < bytes.length; at += 2) seen.add(bytes[at] as number);
  return seen.size;
}

/**
 * UTF-16 in the order that its content has. What the file says about it is not believed: writers put big-endian text into
 * little-endian EXIF and the other way round. A byte order mark is. A script's signs share their high bytes, so in any of them
 * those differ less; short texts go by what prompts are written in. `hint` decides a draw.
 */
export function decodeUtf16(bytes: Uint8Array, hint: "le" | "be" = "be"): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoders.utf16le.decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoders.utf16be.decode(bytes);
  const sample = bytes.subarray(0, 4096);
  const [first, second] = [variety(sample, 0), variety(sample, 1)];
  let [little, big] = hint === "le" ? [0.5, 0] : [0, 0.5];
  if (first * 2 <= second || second * 2 <= first) [little, big] = [first, second];
  else
    for (let at = 0; at + 1 < sample.length; at += 2) {
      little += plausibility(u16(sample, at, true));
      big += plausibility(u16(sample, at));
    }
  return (little > big ? decoders.utf16le : decoders.utf16be).decode(bytes.subarray(0, bytes.length & ~1));
}

/** Whether bytes without a mark are UTF-16: of ASCII every second byte is zero. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length, 512);
  const zeros = [0, 0];
  for (let at = 0; at < end; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  return end >= 4 && Math.max(...zeros) > end / 5 && Math.min(...zeros) <= end / 20;
}

/**
 * Text whose encoding nobody can be trusted about: by its byte order mark, UTF-16 where it looks like it, UTF-8 where it is
 * valid, otherwise Latin-1, which everything is.
 */
export function decodeText(bytes: Uint8Array): string {
  if (startsWith(bytes, "\xff\xfe") || startsWith(bytes, "\xfe\xff") || looksLikeUtf16(bytes))
    return decodeUtf16(bytes);
  return utf8(bytes) ?? latin1(bytes);
}

/** An EXIF UserComment: eight bytes that name the encoding, then text. Some writers leave the name out. */
export function decodeUserComment(bytes: Uint8Array, little: boolean): string {
  if (startsWith(bytes, "UNICODE")) {
    const rest = bytes.subarray(8);
    // UTF-8 under this name is seen too: text of single bytes has no zeros between.
    const asUtf8 = rest.indexOf(0) < 0 ? utf8(rest) : null;
    return asUtf8 && /^[\s{[]*[ -~]{8}/.test(asUtf8) ? asUtf8 : decodeUtf16(rest, little ? "le" : "be");
  }
  if (startsWith(bytes, "ASCII\0\0\0") || startsWith(bytes, "\0\0\0\0\0\0\0\0")) return decodeText(bytes.subarray(8));
  if (startsWith(bytes, "JIS\0\0\0\0\0")) {
    return jis?.decode(bytes.subarray(8)) ?? decodeText(bytes.subarray(8));
  }
  return decodeText(bytes);
}
