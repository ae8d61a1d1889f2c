import { deflateSync } from "node:zlib";
import { avif, gif, jpeg, png, pngChunk, webp } from "./containers";
import { exif, userComment } from "./exif";

const megabyte = 1024 * 1024;
const zipped = (bytes: Buffer) => {
  const plain = png({});
  const chunk = pngChunk("zTXt", Buffer.concat([Buffer.from("parameters\0\0"), deflateSync(bytes)]));
  return Buffer.concat([plain.subarray(0, 33), chunk, plain.subarray(33)]);
};

const be16 = (value: number) => Buffer.of(value >> 8, value & 255);
function be32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const chunks = (type: string, data: Buffer, count: number) => {
  const chunk = pngChunk(type, data);
  return Buffer.concat([png({}).subarray(0, 33), ...Array.from({ length: count }, () => chunk)]);
};

const segment = (marker: number, data: Buffer) => Buffer.concat([Buffer.of(0xff, marker), be16(data.length + 2), data]);
const segments = (marker: number, data: Buffer, count: number) => {
  const one = segment(marker, data);
  return Buffer.concat([Buffer.of(0xff, 0xd8), ...Array.from({ length: count }, () => one)]);
};
const iptcSegments = (records: Buffer, count: number) =>
  segments(
    0xed,
    Buffer.concat([Buffer.from("Photoshop 3.0\x008BIM\x04\x04\0\0", "latin1"), be32(records.length), records]),
    count,
  );

/** `count` sub-blocks of one byte behind an extension's head. */
const gifOf = (head: Buffer, count: number) =>
  Buffer.concat([gif({}).subarray(0, 19), head, Buffer.from("0141".repeat(count), "hex"), Buffer.of(0, 0x3b)]);

const box = (type: string, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([be32(body.length + 8), Buffer.from(type, "latin1"), body]);
};
const fileType = box("ftyp", Buffer.from("avif\0\0\0\0avif", "latin1"));

/** Items for EXIF, all with the same megabyte. */
function sharedItems(count: number): Buffer {
  const ids = Array.from({ length: count }, (_, at) => at + 1);
  const places = ids.map((id) => Buffer.concat([be16(id), be16(0), be16(1), be32(64), be32(megabyte - 10)]));
  const infos = ids.map((id) => box("infe", Buffer.of(2, 0, 0, 0), be16(id), be16(0), Buffer.from("Exif\0")));
  const meta = box(
    "meta",
    Buffer.alloc(4),
    box("iloc", Buffer.of(0, 0, 0, 0, 0x44, 0), be16(count), ...places),
    box("iinf", Buffer.alloc(4), be16(count), ...infos),
  );
  return Buffer.concat([fileType, meta, Buffer.alloc(megabyte)]);
}

/** A zlib stream of deflate's third kind of block, with nothing in any. @see RFC 1951 §3.2.7 */
function dynamicBlocks(count: number): Buffer {
  const bits: number[] = [];
  // Numbers are written from their lowest bit, codes from their highest.
  const put = (value: number, width: number) => {
    for (let bit = 0; bit < width; bit += 1) bits.push((value >> bit) & 1);
  };
  for (let block = 0; block < count; block += 1) {
    put(block === count - 1 ? 1 : 0, 1);
    put(2, 2);
    put(0, 5);
    put(0, 5);
    put(14, 4);
    // Lengths of the codes for 18 and 1; all others have none.
    for (let at = 0; at < 18; at += 1) put(at === 2 || at === 17 ? 1 : 0, 3);
    // 256 times no code, in two repeats; then a code of one bit each for the end and for a distance.
    put(1, 1);
    put(127, 7);
    put(1, 1);
    put(107, 7);
    put(0, 1);
    put(0, 1);
    put(0, 1);
  }
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8));
  bits.forEach((bit, at) => {
    bytes[at >> 3] = (bytes[at >> 3] as number) | (bit << (at & 7));
  });
  return Buffer.concat([Buffer.of(0x78, 0x9c), bytes]);
}

/** Files whose containers were made to hurt, near the largest that an upload may be. */
export const hostileContainers: Record<string, () => Buffer> = {
  "a bomb of two gigabytes' kind": () => zipped(Buffer.alloc(64 * megabyte)),
  "many bombs": () => {
    const chunk = pngChunk("zTXt", Buffer.concat([Buffer.from("a\0\0"), deflateSync(Buffer.alloc(megabyte - 10, 97))]));
    return Buffer.concat([png({}).subarray(0, 33), ...Array.from({ length: 50 }, () => chunk), png({}).subarray(33)]);
  },
  "a megabyte of compressed noise": () => {
    const noise = Buffer.alloc(megabyte - 10);
    let state = 1;
    for (let at = 0; at < noise.length; at += 1) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      noise[at] = 48 + (state >>> 26);
    }
    return zipped(noise);
  },
  "a stream of empty blocks": () =>
    Buffer.concat([
      png({}).subarray(0, 33),
      pngChunk(
        "zTXt",
        Buffer.concat([Buffer.from("a\0\0x\x9c", "latin1"), Buffer.from("000000ffff".repeat(200_000), "hex")]),
      ),
    ]),
  "a broken stream": () =>
    Buffer.concat([png({}).subarray(0, 33), pngChunk("zTXt", Buffer.from("a\0\0x\x9c\xff\xff", "latin1"))]),
  "a raw profile of nonsense": () =>
    png({ texts: [{ key: "Raw profile type exif", value: `\nexif\n  ${megabyte}\n${"zz".repeat(500_000)}` }] }),
  "XMP a hundred thousand deep": () => jpeg({ xmp: "<a>".repeat(15_000) }),
  "XMP of a megabyte of attributes": () => webp({ xmp: `<a ${'b="" '.repeat(200_000)}>` }),
  "XMP of one long name": () => webp({ xmp: `<${"a".repeat(megabyte - 100)}>` }),
  "XMP of equals signs": () => webp({ xmp: `<a ${"=".repeat(megabyte - 100)}>` }),
  "XMP of entities": () => webp({ xmp: `<a>${"&amp;".repeat(200_000)}</a>` }),
  "XMP of open comments": () => webp({ xmp: "<!--".repeat(250_000) }),
  "EXIF of a megabyte in UTF-16": () => webp({ exif: exif({ comment: userComment("가".repeat(500_000), "utf16be") }) }),
  "an AVIF of endless extents": () => {
    const bytes = avif({ exif: exif({ comment: userComment("a", "ascii") }) });
    const at = bytes.indexOf("iloc") + 10;
    bytes.writeUInt16BE(0xffff, at);
    return bytes;
  },
  "a GIF of single bytes": () =>
    Buffer.concat([gif({}).subarray(0, 19), Buffer.of(0x21, 0xfe), Buffer.alloc(18 * megabyte, 1)]),
  "a JPEG of fill bytes": () => Buffer.concat([Buffer.of(0xff, 0xd8), Buffer.alloc(18 * megabyte, 0xff)]),
  "a JPEG of empty comments": () =>
    Buffer.concat([Buffer.of(0xff, 0xd8, 0xff), Buffer.from("fe0002ff".repeat(megabyte), "hex")]),
  "an AVIF of items that share their bytes": () => sharedItems(40_000),
  "an AVIF of places without end": () => {
    const entries = Buffer.alloc(1_800_000 * 10);
    return Buffer.concat([
      fileType,
      box("meta", Buffer.alloc(4), box("iloc", Buffer.of(2, 0, 0, 0, 0x44, 0), be32(1_800_000), entries)),
    ]);
  },
  "an AVIF of boxes of manifests": () =>
    Buffer.concat([fileType, ...Array.from({ length: 49_000 }, () => box("jumb", Buffer.alloc(300)))]),
  "a JPEG of IPTC records": () => iptcSegments(Buffer.from("1c02780000".repeat(13_000), "hex"), 285),
  "a JPEG of captions": () =>
    iptcSegments(
      Buffer.concat(Array.from({ length: 1000 }, () => Buffer.from(`1c0278003c${"41".repeat(60)}`, "hex"))),
      285,
    ),
  "a JPEG of EXIF entries that are empty": () => {
    const entry = Buffer.from(`010e0002${"00000000".repeat(2)}`, "hex");
    const directory = Buffer.concat([
      be16(511),
      Buffer.from("8769000400000001" + "00000008", "hex"),
      ...Array.from({ length: 510 }, () => entry),
    ]);
    return segments(0xe1, Buffer.concat([Buffer.from("Exif\0\0MM\0*\0\0\0\x08", "latin1"), directory]), 2900);
  },
  "a JPEG of UserComments that name an encoding": () =>
    segments(
      0xe1,
      Buffer.concat([Buffer.from("Exif\0\0", "latin1"), exif({ comment: Buffer.from("JIS\0\0\0\0\0 ", "latin1") })]),
      45_000,
    ),
  "a JPEG of pieces of manifests": () => {
    const pieces = Array.from({ length: 49_000 }, (_, at) =>
      segment(0xeb, Buffer.concat([Buffer.from("JP"), be16(at), Buffer.alloc(14)])),
    );
    return Buffer.concat([Buffer.of(0xff, 0xd8), ...pieces]);
  },
  "a JPEG of extended XMP": () =>
    segments(
      0xe1,
      Buffer.concat([
        Buffer.from("http://ns.adobe.com/xmp/extension/\0"),
        Buffer.alloc(32, 65),
        be32(megabyte),
        be32(0),
      ]),
      49_000,
    ),
  "a GIF whose comment comes by the byte": () => gifOf(Buffer.of(0x21, 0xfe), megabyte / 2 - 20),
  "a GIF whose manifest comes by the byte": () =>
    gifOf(Buffer.concat([Buffer.of(0x21, 0xff, 11), Buffer.from("C2PA_GIF\x01\0\0", "latin1")]), 2 * megabyte - 20),
  "texts of nothing but hard spaces": () => chunks("tEXt", Buffer.from("a\0\xa0", "latin1"), 49_000),
  "fifty thousand compressed texts": () =>
    chunks("zTXt", Buffer.concat([Buffer.from("a\0\0"), deflateSync("")]), 49_000),
  "streams of blocks that each have their own code": () => {
    // A block's own code for its end alone: the most work by the byte.
    const stream = dynamicBlocks(1900);
    return chunks("zTXt", Buffer.concat([Buffer.from("a\0\0"), stream]), Math.floor(megabyte / stream.length));
  },
  "XMP of a name of colons": () => webp({ xmp: `<a ${":".repeat(megabyte - 100)}="">` }),
  "raw profiles of nothing": () => chunks("tEXt", Buffer.from("Raw profile type exif\0\nexif\n 9999\n"), 49_000),
  "four manifests of a hundred thousand values": () => {
    const list = (bytes: string) =>
      Buffer.concat([Buffer.from("9f", "hex"), Buffer.from(bytes.repeat(49_000), "hex"), Buffer.of(0xff)]);
    const labelled = (label: string, content: Buffer) =>
      box("jumb", box("jumd", Buffer.alloc(16), Buffer.of(3), Buffer.from(`${label}\0`)), box("cbor", content));
    return chunks(
      "caBX",
      box("jumb", labelled("c2pa.claim", list("a1614161")), labelled("c2pa.actions", list("81f6"))),
      12,
    );
  },
};
