/** Writers of the corpus: an image of 8 × 8 pixels in each format, and metadata put around it byte by byte. */
import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import { type Encoding, encodeText } from "./exif";

const base = {
  jpeg: "/9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJADlP/Z",
  webp: "UklGRjAAAABXRUJQVlA4ICQAAABwAQCdASoIAAgABABoJaACdAGgAAD+0MrXFzZEUd2dotMWAAA=",
  gif: "R0lGODlhCAAIAIAAAExpcaBgQCH5BAUAAAAALAAAAAAIAAgAAAIHjI+py+1dAAA7",
  av1: "EgAKCDgIv2kBDQaQMhIcQmLk4AAWAACQNY47+ibUN3M=",
} as const;
const decode = (text: string) => Buffer.from(text, "base64");

const be16 = (value: number) => Buffer.from([value >> 8, value & 255]);
function be32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export interface PngText {
  readonly kind?: "tEXt" | "zTXt" | "iTXt" | "iTXt compressed" | "comf";
  readonly key: string;
  readonly value: string;
  readonly encoding?: Encoding;
}

export const pngChunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([be32(data.length), body, be32(crc32(body))]);
};

function pngText({ kind = "tEXt", key, value, encoding = "utf8" }: PngText): Buffer {
  const text = encodeText(value, encoding);
  const keyword = Buffer.from(`${key}\0`, "latin1");
  if (kind === "zTXt") return pngChunk("zTXt", Buffer.concat([keyword, Buffer.of(0), deflateSync(text)]));
  if (kind === "iTXt") return pngChunk("iTXt", Buffer.concat([keyword, Buffer.alloc(4), text]));
  if (kind === "iTXt compressed") {
    return pngChunk("iTXt", Buffer.concat([keyword, Buffer.of(1, 0, 0, 0), deflateSync(text)]));
  }
  return pngChunk(kind, Buffer.concat([keyword, text]));
}

export interface Metadata {
  readonly texts?: readonly PngText[];
  readonly exif?: Uint8Array;
  readonly xmp?: string;
  readonly iptc?: Uint8Array;
  readonly comment?: string;
  readonly manifest?: Uint8Array;
  /** PNG: texts behind the pixels. JPEG: XMP in several segments. */
  readonly spread?: boolean;
}

export function png({ texts = [], exif, xmp, manifest, spread = false }: Metadata): Buffer {
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(24, 0x80)]);
  const header = Buffer.concat([be32(8), be32(8), Buffer.of(8, 2, 0, 0, 0)]);
  const described = [
    ...texts.map(pngText),
    ...(xmp ? [pngText({ kind: "iTXt", key: "XML:com.adobe.xmp", value: xmp })] : []),
    ...(exif ? [pngChunk("eXIf", exif)] : []),
    ...(manifest ? [pngChunk("caBX", manifest)] : []),
  ];
  const pixels = pngChunk("IDAT", deflateSync(Buffer.concat(Array.from({ length: 8 }, () => row)), { level: 0 }));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    pngChunk("IHDR", header),
    ...(spread ? [pixels, ...described] : [...described, pixels]),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

const segment = (marker: number, name: string, data: Uint8Array) => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  return Buffer.concat([Buffer.of(0xff, marker), be16(body.length + 2), body]);
};

/** The main packet names the digest of the rest, which comes in pieces, the last one first. */
function extendedXmp(packet: string): Buffer[] {
  const bytes = Buffer.from(packet);
  const digest = createHash("md5").update(bytes).digest("hex").toUpperCase();
  const main = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="${digest}"/></rdf:RDF></x:xmpmeta>`;
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 400) {
    const head = Buffer.concat([Buffer.from(digest), be32(bytes.length), be32(at)]);
    pieces.unshift(
      segment(0xe1, "http://ns.adobe.com/xmp/extension/\0", Buffer.concat([head, bytes.subarray(at, at + 400)])),
    );
  }
  return [segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", Buffer.from(main)), ...pieces];
}

function manifestSegments(store: Uint8Array): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < store.length; at += 300) {
    const repeated = at === 0 ? Buffer.alloc(0) : store.subarray(0, 8);
    const head = Buffer.concat([Buffer.from("JP"), be16(1), be32(pieces.length + 1), repeated]);
    pieces.push(segment(0xeb, "", Buffer.concat([head, store.subarray(at, at + 300)])));
  }
  return pieces;
}

export function jpeg({ exif, xmp, iptc, comment, manifest, spread = false }: Metadata): Buffer {
  const image = decode(base.jpeg);
  return Buffer.concat([
    image.subarray(0, 2),
    ...(exif ? [segment(0xe1, "Exif\0\0", exif)] : []),
    ...(xmp ? (spread ? extendedXmp(xmp) : [segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", Buffer.from(xmp))]) : []),
    ...(manifest ? manifestSegments(manifest) : []),
    ...(iptc ? [segment(0xed, "", iptc)] : []),
    ...(comment ? [segment(0xfe, "", Buffer.from(comment))] : []),
    image.subarray(2),
  ]);
}

export function webp({ exif, xmp, manifest }: Metadata): Buffer {
  const chunk = (type: string, data: Uint8Array) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(data.length);
    return Buffer.concat([Buffer.from(type, "latin1"), size, data, Buffer.alloc(data.length % 2)]);
  };
  const flags = (exif ? 8 : 0) | (xmp ? 4 : 0);
  const body = Buffer.concat([
    chunk("VP8X", Buffer.of(flags, 0, 0, 0, 7, 0, 0, 7, 0, 0)),
    decode(base.webp).subarray(12),
    ...(exif ? [chunk("EXIF", exif)] : []),
    ...(xmp ? [chunk("XMP ", Buffer.from(xmp))] : []),
    ...(manifest ? [chunk("C2PA", manifest)] : []),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length + 4);
  return Buffer.concat([Buffer.from("RIFF"), size, Buffer.from("WEBP"), body]);
}

function subBlocks(data: Uint8Array): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255);
    blocks.push(Buffer.concat([Buffer.of(block.length), block]));
  }
  return Buffer.concat([...blocks, Buffer.of(0)]);
}

/** XMP stands there bare; behind it 0x01, then every number down to 0, so that a reader of sub-blocks finds the end. */
const magicTrailer = Buffer.concat([
  Buffer.of(1),
  Buffer.from(Array.from({ length: 256 }, (_, index) => 255 - index)),
  Buffer.of(0),
]);

export function gif({ xmp, comment, manifest }: Metadata): Buffer {
  const image = decode(base.gif);
  const head = 13 + 6;
  const application = (name: string) => Buffer.concat([Buffer.of(0x21, 0xff, 11), Buffer.from(name, "latin1")]);
  return Buffer.concat([
    image.subarray(0, head),
    ...(comment ? [Buffer.of(0x21, 0xfe), subBlocks(Buffer.from(comment))] : []),
    ...(xmp ? [application("XMP DataXMP"), Buffer.from(xmp), magicTrailer] : []),
    ...(manifest ? [application("C2PA_GIF\x01\0\0"), subBlocks(manifest)] : []),
    image.subarray(head),
  ]);
}

function box(type: string, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([be32(body.length + 8), Buffer.from(type, "latin1"), body]);
}

const manifestUuid = Buffer.from("d8fec3d61b0e483c929758 28877ec481".replace(" ", ""), "hex");

/** One item for the pixels, one each for EXIF and XMP, all in one `mdat` behind `meta`. */
export function avif({ exif, xmp, manifest }: Metadata): Buffer {
  const items: { type: string; content: string; data: Buffer }[] = [
    { type: "av01", content: "", data: decode(base.av1) },
    ...(exif ? [{ type: "Exif", content: "", data: Buffer.concat([be32(0), exif]) }] : []),
    ...(xmp ? [{ type: "mime", content: "application/rdf+xml\0", data: Buffer.from(xmp) }] : []),
  ];
  const fileType = box("ftyp", Buffer.from("avif\0\0\0\0avifmif1miaf", "latin1"));
  const info = items.map(({ type, content }, index) =>
    box("infe", Buffer.from([2, 0, 0, 0, 0, index + 1, 0, 0]), Buffer.from(`${type}\0${content}`, "latin1")),
  );
  const properties = box(
    "iprp",
    box(
      "ipco",
      box("av1C", Buffer.of(0x81, 0x20, 2, 0)),
      box("ispe", Buffer.alloc(4), be32(8), be32(8)),
      box("pixi", Buffer.alloc(4), Buffer.of(3, 8, 8, 8)),
    ),
    box("ipma", Buffer.alloc(4), be32(1), be16(1), Buffer.of(3, 0x81, 2, 3)),
  );
  // What describes an image names it; readers pass over metadata that belongs to nothing.
  const descriptions = items.slice(1).map((_, index) => box("cdsc", be16(index + 2), be16(1), be16(1)));
  const meta = (dataAt: number) => {
    let at = dataAt;
    const locations = items.map(({ data }, index) => {
      const entry = Buffer.concat([be16(index + 1), be16(0), be16(1), be32(at), be32(data.length)]);
      at += data.length;
      return entry;
    });
    return box(
      "meta",
      Buffer.alloc(4),
      box("hdlr", Buffer.alloc(8), Buffer.from("pict"), Buffer.alloc(13)),
      box("pitm", Buffer.alloc(4), be16(1)),
      box("iloc", Buffer.from([0, 0, 0, 0, 0x44, 0]), be16(items.length), ...locations),
      box("iinf", Buffer.alloc(4), be16(items.length), ...info),
      ...(descriptions.length > 0 ? [box("iref", Buffer.alloc(4), ...descriptions)] : []),
      properties,
    );
  };
  const store = manifest
    ? box("uuid", manifestUuid, Buffer.alloc(4), Buffer.from("manifest\0"), Buffer.alloc(8), manifest)
    : Buffer.alloc(0);
  const before = fileType.length + meta(0).length + store.length + 8;
  return Buffer.concat([fileType, meta(before), store, box("mdat", ...items.map(({ data }) => data))]);
}

export const containers = { png, jpeg, webp, avif, gif } as const;
