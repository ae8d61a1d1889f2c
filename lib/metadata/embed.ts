/** What is written into a file for whoever downloads it. */
export interface Embedded {
  /** As A1111 writes it below an image, a line of settings at the end; goes where its successors look for it. */
  readonly parameters: string;
  /** A term of the IPTC's vocabulary, such as `trainedAlgorithmicMedia`. */
  readonly digitalSourceType: string | null;
  /** A ComfyUI graph as JSON text, which it opens again from where it would have written it. */
  readonly workflow?: string | null;
}

/** What our files say of who wrote them: their last line is always one of settings. */
export const writtenBy = "Podium";

/** What a stored file becomes: `before`, then its own bytes from `from` to its end, then `after`. */
export interface Spliced {
  readonly before: Uint8Array<ArrayBuffer>;
  readonly from: number;
  readonly after: Uint8Array<ArrayBuffer>;
}

/** So many bytes of a file's beginning say where its metadata goes. */
export const headBytes = 30;

const ascii = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function number(size: 2 | 3 | 4, value: number, isLittle: boolean): Uint8Array {
  const bytes = Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** at) & 255);
  return Uint8Array.from(isLittle ? bytes : bytes.reverse());
}
const big = (size: 2 | 4, value: number) => number(size, value, false);
const little = (size: 2 | 3 | 4, value: number) => number(size, value, true);

/**
 * Where ComfyUI keeps a graph in EXIF: what its interface shows under Make, what ran under Model. In ASCII, as it writes them.
 * @see ComfyUI, SaveAnimatedWEBP
 */
function graphTag(workflow: string): { tag: number; value: Uint8Array } {
  const isShown = "nodes" in JSON.parse(workflow);
  const plain = workflow.replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return isShown
    ? { tag: 0x010f, value: ascii(`workflow:${plain}\0`) }
    : { tag: 0x0110, value: ascii(`prompt:${plain}\0`) };
}

/**
 * A TIFF structure with who wrote it, the user's comment in UTF-16 and the graph, and nothing else.
 * @see EXIF 2.3, 4.6.3 and 4.6.5
 */
function exifOf(comment: string, workflow: string | null): Uint8Array {
  const signs = Uint8Array.from({ length: comment.length * 2 }, (_, at) => {
    const code = comment.charCodeAt(at >> 1);
    return at % 2 === 0 ? code >> 8 : code & 255;
  });
  const text = join(ascii("UNICODE\0"), signs);
  const entry = (tag: number, type: number, count: number, value: number) =>
    join(big(2, tag), big(2, type), big(4, count), big(4, value));
  const directory = (...entries: Uint8Array[]) => join(big(2, entries.length), ...entries, big(4, 0));
  const software = ascii(`${writtenBy}\0\0`);
  const graph = workflow === null ? null : graphTag(workflow);
  // The header has 8 bytes, a directory 6 and 12 for each entry.
  const inner = 8 + 6 + 12 * (graph ? 3 : 2);
  const values = inner + 18;
  const graphAt = values + software.length + text.length;
  return join(
    ascii("MM\0*"),
    big(4, 8),
    directory(
      ...(graph ? [entry(graph.tag, 2, graph.value.length, graphAt)] : []),
      entry(0x0131, 2, writtenBy.length + 1, values),
      entry(0x8769, 4, 1, inner),
    ),
    directory(entry(0x9286, 7, text.length, values + software.length)),
    software,
    text,
    graph?.value ?? new Uint8Array(),
  );
}

/** @see IPTC Photo Metadata Standard, "Digital Source Type" */
function xmpOf(digitalSourceType: string): Uint8Array {
  const term = digitalSourceType.replace(/[^\w-]/g, "");
  return ascii(
    `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/${term}"/></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`,
  );
}

/** The most that a segment of JPEG holds beside its length. */
const maxSegment = 65_533;

/** Right behind the start of the file, where EXIF wants it. What does not fit into a segment is left out. */
function intoJpeg(head: Uint8Array, exif: Uint8Array, xmp: Uint8Array | null): Spliced {
  const segments = [
    join(ascii("Exif\0\0"), exif),
    ...(xmp ? [join(ascii("http://ns.adobe.com/xap/1.0/\0"), xmp)] : []),
  ].filter((data) => data.length <= maxSegment);
  const written = segments.flatMap((data) => [Uint8Array.of(0xff, 0xe1), big(2, data.length + 2), data]);
  return { before: join(head.subarray(0, 2), ...written), from: 2, after: new Uint8Array() };
}

const chunk = (name: string, data: Uint8Array) =>
  join(ascii(name), little(4, data.length), data, new Uint8Array(data.length % 2));

const nameAt = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
const littleAt = (bytes: Uint8Array, at: number, size: number) =>
  Array.from({ length: size }, (_, n) => (bytes[at + n] ?? 0) * 256 ** n).reduce((a, b) => a + b, 0);

/** The head that a file with more than its pixels needs, for one that has none: size and transparency are in the pixels' own. */
function extendedHead(bytes: Uint8Array): Uint8Array {
  const isLossless = nameAt(bytes, 12) === "VP8L";
  const bits = littleAt(bytes, 21, 4);
  const [width, height] = isLossless
    ? [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1]
    : [littleAt(bytes, 26, 2) & 0x3fff, littleAt(bytes, 28, 2) & 0x3fff];
  const hasAlpha = isLossless && ((bits >>> 28) & 1) === 1;
  return join(Uint8Array.of(hasAlpha ? 0x10 : 0, 0, 0, 0), little(3, width - 1), little(3, height - 1));
}

/** @see https://developers.google.com/speed/webp/docs/riff_container */
function intoWebp(head: Uint8Array, size: number, exif: Uint8Array, xmp: Uint8Array | null): Spliced {
  const isExtended = nameAt(head, 12) === "VP8X";
  const from = isExtended ? 30 : 12;
  const features = isExtended ? head.slice(20, 30) : extendedHead(head);
  features[0] = (features[0] as number) | 0x08 | (xmp ? 0x04 : 0);
  const start = join(ascii("WEBP"), chunk("VP8X", features));
  const after = join(chunk("EXIF", exif), ...(xmp ? [chunk("XMP ", xmp)] : []));
  return { before: join(ascii("RIFF"), little(4, start.length + (size - from) + after.length), start), from, after };
}

/**
 * How words come into a JPEG or WebP of our own making, which has no metadata yet. Its pixels stay as they are, so its first
 * `headBytes` and its size are enough to know: a file can be written as it is read.
 */
export function spliceMetadata(
  { head, size }: { head: Uint8Array; size: number },
  { parameters, digitalSourceType, workflow = null }: Embedded,
): Spliced {
  const xmp = digitalSourceType === null ? null : xmpOf(digitalSourceType);
  const exif = exifOf(parameters, workflow);
  if (nameAt(head, 0) === "RIFF") return intoWebp(head, size, exif, xmp);
  // A graph that has no room in the segment leaves it to the words.
  return intoJpeg(head, exif.length + 6 <= maxSegment ? exif : exifOf(parameters, null), xmp);
}
