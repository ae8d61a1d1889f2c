import { crc32 } from "node:zlib";

/** The files of a ZIP archive of stored files, found through its directory, each checked against its CRC. */
export function unzip(archive: Buffer): Map<string, Buffer> {
  let ending = archive.length - 22;
  while (ending >= 0 && archive.readUInt32LE(ending) !== 0x06054b50) ending -= 1;
  if (ending < 0) throw new Error("the archive has no end");
  let count = archive.readUInt16LE(ending + 10);
  let at = archive.readUInt32LE(ending + 16);
  if (count === 0xffff) {
    const large = Number(archive.readBigUInt64LE(ending - 20 + 8));
    if (archive.readUInt32LE(large) !== 0x06064b50) throw new Error("the large end is not where it is said to be");
    count = Number(archive.readBigUInt64LE(large + 32));
    at = Number(archive.readBigUInt64LE(large + 48));
  }
  const files = new Map<string, Buffer>();
  for (let n = 0; n < count; n += 1) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error("the directory is broken");
    const [method, crc, size] = [
      archive.readUInt16LE(at + 10),
      archive.readUInt32LE(at + 16),
      archive.readUInt32LE(at + 24),
    ];
    const [nameLength, extraLength] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30)];
    const offset = archive.readUInt32LE(at + 42);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    if (method !== 0 || archive.readUInt32LE(offset) !== 0x04034b50) throw new Error(`${name} is not stored there`);
    const from = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
    const data = archive.subarray(from, from + size);
    if (crc32(data) !== crc) throw new Error(`${name} is damaged`);
    if (files.has(name)) throw new Error(`${name} is there twice`);
    files.set(name, data);
    at += 46 + nameLength + extraLength;
  }
  return files;
}
