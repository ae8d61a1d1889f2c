/** Writers of the corpus: EXIF, XMP and IPTC, each from its specification and independent of the reader. */

export type Encoding = "utf16be" | "utf16le" | "utf8" | "latin1" | "ascii" | "bare";

export function encodeText(text: string, encoding: Encoding): Buffer {
  if (encoding === "utf16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf16be") return Buffer.from(text, "utf16le").swap16();
  return Buffer.from(text, encoding === "latin1" ? "latin1" : "utf8");
}

/** The name of the encoding in eight bytes, then the text. */
export function userComment(text: string, encoding: Encoding): Buffer {
  if (encoding === "bare") return encodeText(text, "utf8");
  const name = encoding.startsWith("utf16") ? "UNICODE\0" : encoding === "ascii" ? "ASCII\0\0\0" : "\0\0\0\0\0\0\0\0";
  return Buffer.concat([Buffer.from(name, "latin1"), encodeText(text, encoding)]);
}

interface Tag {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly data: Buffer;
}

export const asciiTag = (tag: number, text: string): Tag => {
  const data = Buffer.from(`${text}\0`, "utf8");
  return { tag, type: 2, count: data.length, data };
};
export const undefinedTag = (tag: number, data: Buffer): Tag => ({ tag, type: 7, count: data.length, data });

export const tagNumbers = {
  description: 270,
  make: 271,
  model: 272,
  software: 305,
  artist: 315,
  xpComment: 40092,
} as const;

interface ExifParts {
  readonly main?: readonly Tag[];
  readonly comment?: Buffer;
  readonly makerNote?: string;
  readonly serial?: string;
  /** Where it was made, as text in GPSAreaInformation. */
  readonly place?: string;
  readonly little?: boolean;
}

/** A TIFF header with its directories, in either byte order. */
export function exif({ main = [], comment, makerNote, serial, place, little = false }: ExifParts): Buffer {
  const inner = [
    ...(makerNote ? [undefinedTag(37500, Buffer.from(makerNote))] : []),
    ...(comment ? [undefinedTag(37510, comment)] : []),
    ...(serial ? [asciiTag(42033, serial)] : []),
  ];
  const gps = place ? [undefinedTag(28, Buffer.from(`ASCII\0\0\0${place}`, "latin1"))] : [];
  const number16 = (value: number) => {
    const bytes = Buffer.alloc(2);
    little ? bytes.writeUInt16LE(value) : bytes.writeUInt16BE(value);
    return bytes;
  };
  const number32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    little ? bytes.writeUInt32LE(value) : bytes.writeUInt32BE(value);
    return bytes;
  };
  const directory = (tags: readonly Tag[], at: number): Buffer => {
    let dataAt = at + 2 + tags.length * 12 + 4;
    const entries: Buffer[] = [];
    const data: Buffer[] = [];
    for (const tag of tags.toSorted((a, b) => a.tag - b.tag)) {
      const short = Buffer.concat([tag.data, Buffer.alloc(4)]).subarray(0, 4);
      entries.push(
        number16(tag.tag),
        number16(tag.type),
        number32(tag.count),
        tag.data.length <= 4 ? short : number32(dataAt),
      );
      if (tag.data.length <= 4) continue;
      data.push(tag.data);
      dataAt += tag.data.length;
    }
    return Buffer.concat([number16(tags.length), ...entries, number32(0), ...data]);
  };
  const pointer = (tag: number, at: number): Tag => ({ tag, type: 4, count: 1, data: number32(at) });
  const pointers = (innerAt: number, gpsAt: number) => [
    ...main,
    ...(inner.length > 0 ? [pointer(34665, innerAt)] : []),
    ...(gps.length > 0 ? [pointer(34853, gpsAt)] : []),
  ];
  const innerAt = 8 + directory(pointers(0, 0), 8).length;
  const innerBytes = inner.length > 0 ? directory(inner, innerAt) : Buffer.alloc(0);
  const gpsAt = innerAt + innerBytes.length;
  return Buffer.concat([
    Buffer.from(little ? "II" : "MM"),
    number16(42),
    number32(8),
    directory(pointers(innerAt, gpsAt), 8),
    innerBytes,
    gps.length > 0 ? directory(gps, gpsAt) : Buffer.alloc(0),
  ]);
}

const escapeXml = (text: string) =>
  text.replace(/[<>&"]/g, (char) => `&${{ "<": "lt", ">": "gt", "&": "amp", '"': "quot" }[char]};`);

const namespaces = {
  dc: "http://purl.org/dc/elements/1.1/",
  xmp: "http://ns.adobe.com/xap/1.0/",
  exif: "http://ns.adobe.com/exif/1.0/",
  photoshop: "http://ns.adobe.com/photoshop/1.0/",
  Iptc4xmpExt: "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
  xmpNote: "http://ns.adobe.com/xmp/note/",
} as const;

/** An XMP packet. Properties in `attributes` stand on the description, those in `elements` as language alternatives inside. */
export function xmp({
  attributes = {},
  elements = {},
}: {
  attributes?: Record<string, string>;
  elements?: Record<string, string>;
}): string {
  const declared = Object.entries(namespaces).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  const short = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  const long = Object.entries(elements).map(
    ([name, value]) =>
      `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(value)}</rdf:li></rdf:Alt></${name}>`,
  );
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""${declared.join("")}${short.join("")}>${long.join("")}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
}

/** Photoshop's resource block with IPTC records of the envelope's second kind. */
export function iptc(records: Record<number, string>): Buffer {
  const data = Buffer.concat(
    Object.entries(records).map(([dataset, text]) => {
      const bytes = Buffer.from(text, "utf8");
      const head = Buffer.from([0x1c, 2, Number(dataset), bytes.length >> 8, bytes.length & 255]);
      return Buffer.concat([head, bytes]);
    }),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const head = Buffer.from("Photoshop 3.0\x008BIM\x04\x04\0\0", "latin1");
  return Buffer.concat([head, size, data, Buffer.alloc(data.length % 2)]);
}
