import { u16, u32, u64 } from "./bytes";
import { metadataLimits } from "./limits";

class Broken extends Error {}

const utf8 = new TextDecoder();

/**
 * A CBOR item as JavaScript values: maps as objects, byte strings as null, tags dropped. Undefined when it is broken, too deep
 * or has too many values.
 * @see RFC 8949
 */
export function readCbor(bytes: Uint8Array): unknown {
  let at = 0;
  let nodes = 0;

  function argument(info: number): number {
    if (info < 24) return info;
    const size = info === 24 ? 1 : info === 25 ? 2 : info === 26 ? 4 : info === 27 ? 8 : 0;
    if (size === 0 || at + size > bytes.length) throw new Broken();
    at += size;
    if (size === 1) return bytes[at - 1] as number;
    return size === 2 ? u16(bytes, at - 2) : size === 4 ? u32(bytes, at - 4) : u64(bytes, at - 8);
  }

  function slice(length: number): Uint8Array {
    if (at + length > bytes.length) throw new Broken();
    at += length;
    return bytes.subarray(at - length, at);
  }

  const isBreak = () => bytes[at] === 0xff && ++at > 0;

  function item(depth: number): unknown {
    nodes += 1;
    const head = bytes[at++];
    if (head === undefined || depth > metadataLimits.depth || nodes > metadataLimits.nodes) throw new Broken();
    const [major, info] = [head >> 5, head & 31];
    const endless = info === 31 && major >= 2 && major <= 5;
    if (major === 7) {
      if (info > 23) argument(info);
      return info === 20 ? false : info === 21 ? true : null;
    }
    const count = endless ? Number.POSITIVE_INFINITY : argument(info);
    if (major === 0) return count;
    if (major === 1) return -1 - count;
    if (major === 2 || major === 3) {
      if (endless) {
        let text = "";
        while (!isBreak()) {
          // Its pieces are strings themselves.
          if (bytes[at] === undefined || (bytes[at] as number) >> 5 !== major) throw new Broken();
          const piece = item(depth + 1);
          if (text.length < metadataLimits.prompt) text += piece ?? "";
        }
        return major === 3 ? text : null;
      }
      const content = slice(count);
      return major === 3 ? utf8.decode(content.subarray(0, metadataLimits.prompt)) : null;
    }
    if (major === 6) return item(depth + 1);
    if (major === 4) {
      const list: unknown[] = [];
      while (endless ? !isBreak() : list.length < count) list.push(item(depth + 1));
      return list;
    }
    const map: Record<string, unknown> = Object.create(null);
    for (let index = 0; endless ? !isBreak() : index < count; index += 1) {
      const key = item(depth + 1);
      map[String(typeof key === "object" ? index : key)] = item(depth + 1);
    }
    return map;
  }

  try {
    return item(0);
  } catch (error) {
    if (error instanceof Broken) return undefined;
    throw error;
  }
}
