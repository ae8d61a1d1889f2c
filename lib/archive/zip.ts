import { crc32 } from "node:zlib";

/** A file of an archive. Bytes that are there at once are better kept whole: then readers know their size beforehand. */
export interface ZipEntry {
  /** Its path inside, with slashes. */
  readonly name: string;
  readonly data: Uint8Array | AsyncIterable<Uint8Array>;
}

interface Written {
  readonly name: Buffer;
  readonly flags: number;
  readonly crc: number;
  readonly size: number;
  readonly offset: number;
}

const max16 = 0xffff;
const max32 = 0xffffffff;
/** Names are UTF-8; sizes follow the data. */
const flag = { utf8: 0x0800, sizesFollow: 0x0008 };

/** Date and time as DOS kept them: two seconds are the smallest step. */
function dosTime(at: Date): { time: number; date: number } {
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}

/** Little-endian numbers one after the other, each as `[value, bytes]`. */
function pack(...fields: readonly (readonly [value: number, bytes: 2 | 4 | 8])[]): Buffer {
  const packed = Buffer.alloc(fields.reduce((length, [, bytes]) => length + bytes, 0));
  let at = 0;
  for (const [value, bytes] of fields) {
    if (bytes === 8) packed.writeBigUInt64LE(BigInt(value), at);
    else packed.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return packed;
}

/** What stands before a file's data and, in the directory, tells of it again. */
const header = ({ name, flags, crc, size }: Omit<Written, "offset">, version: number, at: Date, extra: number) => {
  const { time, date } = dosTime(at);
  return pack(
    ...([
      [version, 2],
      [flags, 2],
      [0, 2],
      [time, 2],
      [date, 2],
      [crc, 4],
      [size, 4],
      [size, 4],
    ] as const),
    ...([
      [name.length, 2],
      [extra, 2],
    ] as const),
  );
};

function directoryEntry({ offset, ...entry }: Written, at: Date): Buffer {
  const isFar = offset >= max32;
  const extra = isFar ? pack([1, 2], [8, 2], [offset, 8]) : Buffer.alloc(0);
  const version = isFar ? 45 : 20;
  const rest = pack([0, 2], [0, 2], [0, 2], [0, 4], [isFar ? max32 : offset, 4]);
  return Buffer.concat([
    pack([0x02014b50, 4], [version, 2]),
    header(entry, version, at, extra.length),
    rest,
    entry.name,
    extra,
  ]);
}

function ending(count: number, size: number, offset: number): Buffer {
  const isLarge = count >= max16 || size >= max32 || offset >= max32;
  const large = isLarge
    ? [
        pack(
          [0x06064b50, 4],
          [44, 8],
          [45, 2],
          [45, 2],
          [0, 4],
          [0, 4],
          [count, 8],
          [count, 8],
          [size, 8],
          [offset, 8],
        ),
        pack([0x07064b50, 4], [0, 4], [offset + size, 8], [1, 4]),
      ]
    : [];
  const [shortCount, shortSize, shortOffset] = [Math.min(count, max16), Math.min(size, max32), Math.min(offset, max32)];
  const last = pack(
    ...([
      [0x06054b50, 4],
      [0, 2],
      [0, 2],
      [shortCount, 2],
      [shortCount, 2],
    ] as const),
    ...([
      [shortSize, 4],
      [shortOffset, 4],
      [0, 2],
    ] as const),
  );
  return Buffer.concat([...large, last]);
}

/**
 * A ZIP archive as it comes into being: what is asked for is made, and nothing ahead of it, so its size does not matter. Files
 * are stored as they are, since images are compressed already. Archives beyond 4 GB or 65,534 files are ZIP64.
 * @throws RangeError for a single file of 4 GB or more
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function* zip(entries: AsyncIterable<ZipEntry>, at: Date = new Date()): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let offset = 0;
  for await (const { name: text, data } of entries) {
    const name = Buffer.from(text, "utf8");
    const isWhole = data instanceof Uint8Array;
    const flags = flag.utf8 | (isWhole ? 0 : flag.sizesFollow);
    let crc = isWhole ? crc32(data) : 0;
    let size = isWhole ? data.length : 0;
    const begin = Buffer.concat([pack([0x04034b50, 4]), header({ name, flags, crc, size }, 20, at, 0), name]);
    yield begin;
    if (isWhole) yield data;
    else {
      for await (const chunk of data) {
        crc = crc32(chunk, crc);
        size += chunk.length;
        yield chunk;
      }
      yield pack([0x08074b50, 4], [crc, 4], [Math.min(size, max32), 4], [Math.min(size, max32), 4]);
    }
    if (size >= max32) throw new RangeError(`${text} has 4 GB or more`);
    written.push({ name, flags, crc, size, offset });
    offset += begin.length + size + (isWhole ? 0 : 16);
  }
  const start = offset;
  for (const entry of written) {
    const line = directoryEntry(entry, at);
    offset += line.length;
    yield line;
  }
  yield ending(written.length, offset - start, start);
}
