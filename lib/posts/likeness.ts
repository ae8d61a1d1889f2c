import { colourDistance, hashDistance, type Look } from "@/lib/images/look";
import { wordsOf } from "./prompt-words";

/** Minima in a sketch. */
const sketchSize = 32;
/** Neighbouring minima that make a key together: prompts that share a fifth of their words meet in half of all cases. */
const sketchBand = 2;

/** Mixes the bits of a 32-bit number. @see MurmurHash3's finalizer, Austin Appleby */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** @see FNV-1a */
function hashWord(word: string): number {
  let h = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) h = Math.imul(h ^ word.charCodeAt(at), 0x01000193);
  return mix(h);
}

/**
 * What prompts are compared by: of the hashes of its words, in 32 orders, the least each. Two sketches agree in about the
 * share of words that the prompts have in common. Empty for a prompt without words.
 * @see Broder 1997, "On the resemblance and containment of documents"
 */
export function sketchOf(prompt: string): number[] {
  const hashes = [...wordsOf(prompt)].map(hashWord);
  if (hashes.length === 0) return [];
  return Array.from({ length: sketchSize }, (_, order) => {
    let least = 0xffffffff;
    for (const hash of hashes) least = Math.min(least, mix(hash ^ Math.imul(order + 1, 0x9e3779b1)));
    return least | 0;
  });
}

/** How alike two prompts are by their sketches, 0 … 1. */
export function promptLikeness(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  return a.filter((minimum, at) => minimum === b[at]).length / sketchSize;
}

/** How alike two images look, 0 … 1: half by what is where, half by colours. Two images at random have 0.1 at most. */
export function lookLikeness(a: Look, b: Look): number {
  const signs = Math.max(0, 1 - hashDistance(a.hash, b.hash) / 28);
  const colours = Math.max(0, 1 - colourDistance(a.colours, b.colours) / 0.2);
  return 0.5 * signs + 0.5 * colours;
}

export interface Likeness {
  readonly look: Look;
  readonly sketch: readonly number[];
}

/**
 * How alike two posts are, 0 … 1: the mean of the likeness of their prompts and of their looks, and more where one of them
 * is strong by itself, so that the same scene in other words and other scenes by the same words are both found.
 */
export function likeness(a: Likeness, b: Likeness): number {
  const [prompt, look] = [promptLikeness(a.sketch, b.sketch), lookLikeness(a.look, b.look)];
  return (prompt + look + Math.max(prompt, look)) / 3;
}

// Keys are integers below 2³⁰: the kind in the two highest bits, then the band, then what it holds.
const kinds = { signs: 0, colours: 1, words: 2 } as const;
const key = (kind: keyof typeof kinds, band: number, bits: number, value: number) =>
  kinds[kind] * 2 ** 28 + ((band << bits) | (value & (2 ** bits - 1)));

const signBand = 16;
const signBands = (hash: bigint) => [0, 1, 2, 3].map((band) => Number((hash >> BigInt(band * signBand)) & 0xffffn));

const signKeys = (hash: bigint) => signBands(hash).map((value, band) => key("signs", band, signBand, value));

/** Directions in the space of colours, the same for ever: each picture lies on one side of each. */
const directions = Array.from({ length: 72 }, (_, direction) =>
  Float64Array.from({ length: 48 }, (_, at) => mix(direction * 48 + at + 1) / 2 ** 31 - 1),
);

/** The colours of 4 × 4 fields around a middle grey. */
function fieldsOf(colours: Uint8Array): Float64Array {
  const fields = new Float64Array(48);
  for (let at = 0; at < colours.length; at += 1) {
    const cell = Math.floor(at / 3);
    const field = ((cell / 16) | 0) * 4 + (((cell % 8) / 2) | 0);
    const middle = at % 3 === 0 ? 140 : 127.5;
    fields[field * 3 + (at % 3)] = (fields[field * 3 + (at % 3)] as number) + (colours[at] as number) - middle;
  }
  return fields;
}

/** Six bands of twelve sides. @see Charikar 2002, "Similarity estimation techniques from rounding algorithms" */
function colourKeys(colours: Uint8Array): number[] {
  const fields = fieldsOf(colours);
  const sides = directions.map(
    (direction) => direction.reduce((sum, each, at) => sum + each * (fields[at] as number), 0) > 0,
  );
  return Array.from({ length: 6 }, (_, band) => {
    const value = sides.slice(band * 12, band * 12 + 12).reduce((bits, side) => bits * 2 + Number(side), 0);
    return key("colours", band, 12, value);
  });
}

function wordKeys(sketch: readonly number[]): number[] {
  return Array.from({ length: sketch.length / sketchBand }, (_, band) => {
    const [first, second] = sketch.slice(band * sketchBand);
    return key("words", band, 24, mix(mix(first as number) ^ Math.imul(second as number, 0x9e3779b1)));
  });
}

/** The keys of a prompt alone; all others are below `from`. */
export const promptKeys = (sketch: readonly number[]) => ({ keys: wordKeys(sketch), from: kinds.words * 2 ** 28 });

/** The keys under which a post is found. Posts that share none are not alike. */
export function likenessKeys({ look, sketch }: Likeness): number[] {
  return [...signKeys(look.hash), ...colourKeys(look.colours), ...wordKeys(sketch)];
}

/**
 * The keys under which the same picture is found: whoever differs in at most seven of the 64 signs has a band with at most one
 * difference, and is among these; who differs in more has the same colours.
 */
export function sameLookKeys({ hash, colours }: Look): number[] {
  const near = signBands(hash).flatMap((value, band) =>
    Array.from({ length: signBand }, (_, bit) => key("signs", band, signBand, value ^ (1 << bit))),
  );
  return [...signKeys(hash), ...near, ...colourKeys(colours)];
}
