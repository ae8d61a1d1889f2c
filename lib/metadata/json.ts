import { metadataLimits } from "./limits";
import type { MetadataWarning } from "./metadata";

/** A value with string keys; whatever else was parsed is read as an empty one. */
export type Json = Readonly<Record<string, unknown>>;

const scalar = /[^\s,\]}:]/;

/**
 * What JSON.parse may be given: nesting and number of values are counted first. Python's NaN and Infinity become null, and
 * integers that JavaScript would round become strings of their digits.
 */
function prepare(text: string, warn: (code: MetadataWarning) => void): string | null {
  let [depth, nodes, kept, output] = [0, 0, 0, ""];
  for (let at = 0; at < text.length; ) {
    const char = text[at] as string;
    if (char === '"') {
      nodes += 1;
      at += 1;
      while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
      at += 1;
    } else if (char === "{" || char === "[") {
      depth += 1;
      nodes += 1;
      at += 1;
    } else if (char === "}" || char === "]") {
      depth -= 1;
      at += 1;
    } else if (scalar.test(char)) {
      nodes += 1;
      const from = at;
      while (at < text.length && scalar.test(text[at] as string)) at += 1;
      const word = text.slice(from, at);
      const instead = /^-?(NaN|Infinity)$/.test(word) ? "null" : /^-?\d{16,40}$/.test(word) ? `"${word}"` : null;
      if (instead) {
        output += text.slice(kept, from) + instead;
        kept = at;
      }
    } else at += 1;
    if (depth > metadataLimits.depth || nodes > metadataLimits.nodes) {
      warn(depth > metadataLimits.depth ? "json_too_deep" : "json_too_large");
      return null;
    }
  }
  return output + text.slice(kept);
}

/** A JSON object or array; undefined for text that is none, or is one that must not be parsed, which is warned of. */
export function parseJson(text: string, warn: (code: MetadataWarning) => void): Json | readonly unknown[] | undefined {
  const trimmed = text.trim();
  if (!/^[{[]/.test(trimmed)) return undefined;
  const prepared = prepare(trimmed, warn);
  if (prepared === null) return undefined;
  try {
    return JSON.parse(prepared);
  } catch {
    // A prompt may begin with a bracket; one that goes on like JSON was meant to be.
    if (/^(\{\s*"|\[\s*[[{"])/.test(trimmed)) warn("json_broken");
    return undefined;
  }
}

export const asObject = (value: unknown): Json =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Json) : {};
export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The first of `keys` that the object itself has with a value. */
export function pick(object: Json, ...keys: string[]): unknown {
  for (const key of keys) {
    const value = Object.hasOwn(object, key) ? object[key] : undefined;
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

export const pickText = (object: Json, ...keys: string[]): string | null => {
  const value = pick(object, ...keys);
  return typeof value === "string" ? value : null;
};
