import { metadataLimits } from "./limits";

/**
 * Inflate with a hard end: not one byte more than `limit` is ever made, so a bomb costs what its limit does. Written out here
 * because it must stop there, at once and in the browser too, without a stream.
 * @see RFC 1950, RFC 1951
 */
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const distanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A canonical code: how many codes there are of each length, and the symbols in the order of their codes. */
interface Huffman {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

function huffman(lengths: readonly number[] | Uint8Array): Huffman {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] = (counts[length] as number) + 1;
  counts[0] = 0;
  const offsets = new Uint16Array(17);
  for (let length = 1; length < 16; length += 1) {
    offsets[length + 1] = (offsets[length] as number) + (counts[length] as number);
  }
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length: number, symbol: number) => {
    if (length === 0) return;
    const at = offsets[length] as number;
    symbols[at] = symbol;
    offsets[length] = at + 1;
  });
  return { counts, symbols };
}

const fixedLengths = huffman(
  Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
);
const fixedDistances = huffman(Array.from({ length: 30 }, () => 5));

class Broken extends Error {}
class Full extends Error {}

class Inflater {
  private at = 0;
  private bitBuffer = 0;
  private bitCount = 0;
  private out: Uint8Array;
  private length = 0;
  blocks = 0;

  constructor(
    private readonly input: Uint8Array,
    private readonly limit: number,
    private readonly blockLimit: number,
  ) {
    this.out = new Uint8Array(Math.min(limit, Math.max(1024, input.length * 4)));
  }

  private bits(count: number): number {
    while (this.bitCount < count) {
      if (this.at >= this.input.length) throw new Broken();
      this.bitBuffer |= (this.input[this.at++] as number) << this.bitCount;
      this.bitCount += 8;
    }
    const value = this.bitBuffer & ((1 << count) - 1);
    this.bitBuffer >>>= count;
    this.bitCount -= count;
    return value;
  }

  private symbol({ counts, symbols }: Huffman): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length < 16; length += 1) {
      code |= this.bits(1);
      const count = counts[length] as number;
      if (code - count < first) return symbols[index + (code - first)] ?? 0;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Broken();
  }

  private room(count: number): void {
    if (this.length + count > this.limit) throw new Full();
    if (this.length + count <= this.out.length) return;
    const larger = new Uint8Array(Math.min(this.limit, Math.max(this.out.length * 2, this.length + count)));
    larger.set(this.out.subarray(0, this.length));
    this.out = larger;
  }

  private stored(): void {
    this.bitBuffer = 0;
    this.bitCount = 0;
    const size = (this.input[this.at] ?? 0) | ((this.input[this.at + 1] ?? 0) << 8);
    this.at += 4;
    if (this.at + size > this.input.length) throw new Broken();
    this.room(size);
    this.out.set(this.input.subarray(this.at, this.at + size), this.length);
    this.at += size;
    this.length += size;
  }

  private dynamic(): [Huffman, Huffman] {
    const [literals, distances, codes] = [this.bits(5) + 257, this.bits(5) + 1, this.bits(4) + 4];
    const lengths = new Uint8Array(320);
    for (let index = 0; index < codes; index += 1) lengths[codeLengthOrder[index] as number] = this.bits(3);
    const code = huffman(lengths.slice(0, 19));
    lengths.fill(0);
    for (let index = 0; index < literals + distances; ) {
      const symbol = this.symbol(code);
      if (symbol < 16) {
        lengths[index++] = symbol;
        continue;
      }
      if (symbol === 16 && index === 0) throw new Broken();
      const value = symbol === 16 ? (lengths[index - 1] as number) : 0;
      const repeat = symbol === 16 ? 3 + this.bits(2) : symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7);
      if (index + repeat > literals + distances) throw new Broken();
      lengths.fill(value, index, index + repeat);
      index += repeat;
    }
    return [huffman(lengths.slice(0, literals)), huffman(lengths.slice(literals, literals + distances))];
  }

  private compressed(lengths: Huffman, distances: Huffman): void {
    for (;;) {
      const symbol = this.symbol(lengths);
      if (symbol === 256) return;
      if (symbol < 256) {
        this.room(1);
        this.out[this.length++] = symbol;
        continue;
      }
      const size = (lengthBase[symbol - 257] ?? 0) + this.bits(lengthBits[symbol - 257] ?? 0);
      const which = this.symbol(distances);
      const distance = (distanceBase[which] ?? 0) + this.bits(distanceBits[which] ?? 0);
      if (size === 0 || distance === 0 || distance > this.length) throw new Broken();
      this.room(size);
      for (let count = 0; count < size; count += 1) {
        this.out[this.length] = this.out[this.length - distance] as number;
        this.length += 1;
      }
    }
  }

  run(): "whole" | "broken" | "full" {
    try {
      // The two bytes of zlib's header: the method must be deflate, without a dictionary.
      if (((this.input[0] ?? 0) & 15) !== 8 || ((this.input[1] ?? 0) & 32) !== 0) return "broken";
      this.at = 2;
      for (let last = 0; !last; this.blocks += 1) {
        if (this.blocks >= this.blockLimit) throw new Broken();
        last = this.bits(1);
        const type = this.bits(2);
        if (type === 0) this.stored();
        else if (type === 1) this.compressed(fixedLengths, fixedDistances);
        else if (type === 2) this.compressed(...this.dynamic());
        else throw new Broken();
      }
      return "whole";
    } catch (error) {
      if (error instanceof Full) return "full";
      if (error instanceof Broken) return "broken";
      throw error;
    }
  }

  result(): Uint8Array {
    return this.out.subarray(0, this.length);
  }
}

/** A zlib stream's content. The checksum is not looked at: a text with a wrong letter is better than none. */
export function inflate(
  input: Uint8Array,
  limit: number,
  blocks: number = metadataLimits.blocks,
): { outcome: "whole" | "broken" | "full"; bytes: Uint8Array; blocks: number } {
  const inflater = new Inflater(input, limit, blocks);
  return { outcome: inflater.run(), bytes: inflater.result(), blocks: inflater.blocks };
}
