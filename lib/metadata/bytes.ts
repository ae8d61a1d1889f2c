/** Reads of numbers that never leave the bytes: what is not there is 0, so callers compare lengths before they believe. */
export const u16 = (bytes: Uint8Array, at: number, little = false): number => {
  const [a = 0, b = 0] = [bytes[at], bytes[at + 1]];
  return little ? a | (b << 8) : (a << 8) | b;
};

export const u32 = (bytes: Uint8Array, at: number, little = false): number =>
  little ? u16(bytes, at, true) + u16(bytes, at + 2, true) * 0x10000 : u16(bytes, at) * 0x10000 + u16(bytes, at + 2);

/** 64 bits as a number. Beyond 2⁵³ it is inexact, and beyond every file. */
export const u64 = (bytes: Uint8Array, at: number): number => u32(bytes, at) * 0x100000000 + u32(bytes, at + 4);

/** `length` bytes as Latin-1; shorter where the bytes end. */
export function latin1(bytes: Uint8Array, at = 0, length = bytes.length - at): string {
  let text = "";
  const end = Math.min(bytes.length, at + length);
  // In pieces: so many arguments at once overflow the stack.
  for (let from = at; from < end; from += 8192) {
    text += String.fromCharCode(...bytes.subarray(from, Math.min(end, from + 8192)));
  }
  return text;
}

export const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean => latin1(bytes, at, text.length) === text;

/** Where the next zero byte is; the end when there is none. */
export function untilZero(bytes: Uint8Array, at = 0): number {
  const found = bytes.indexOf(0, at);
  return found < 0 ? bytes.length : found;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
