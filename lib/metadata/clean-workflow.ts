import { cutPaths } from "./clean-paths";
import { parseJson } from "./json";
import { metadataLimits } from "./limits";
import { isPathName, isSensitive } from "./sensitive-names";

/** Keys of services, by the shapes that they have. */
const secret =
  /\b(?:sk-[A-Za-z0-9_-]{16,}|hf_[A-Za-z0-9]{16,}|ghp_[A-Za-z0-9]{16,}|r8_[A-Za-z0-9]{16,}|AIza[A-Za-z0-9_-]{20,}|comfyui-[0-9a-f]{32,})/g;

/** Fields of a node in either of ComfyUI's forms. */
const fields = new Set(["inputs", "widgets_values"]);
/** What an author wrote to be drawn: whatever it looks like, it is no record. */
const prompt = /(?:^|_)(?:text|prompt|positive|negative|string|caption)(?:_|$)/i;

/** Where a value stands: under which name, in a node's fields or not, and in how many texts that are JSON themselves. */
interface Place {
  readonly key: string;
  readonly isField: boolean;
  readonly depth: number;
}

const storable = (text: string) => text.replace(/\0/g, "").replace(/\p{Surrogate}/gu, "\ufffd");
const cleanPlain = (text: string, isPath: boolean) => cutPaths(text, isPath).replace(secret, "");

function cleanString(text: string, { key, isField, depth }: Place): string {
  const plain = storable(text);
  if (/^\s*[[{]/.test(plain) && !(isField && prompt.test(key)) && parseJson(plain, () => {})) {
    if (depth >= metadataLimits.nestedJson) return "";
    const inner = cleanJson(plain, isField, depth + 1);
    // As it was written where there was nothing to take out.
    return inner.isChanged ? inner.text : plain;
  }
  return cleanPlain(plain, /[\\/]/.test(plain) && isPathName(key));
}

const isSpace = (char: string) => char === " " || char === "\n" || char === "\t" || char === "\r";
const isMark = (char: string) => /[{}[\],:]/.test(char);

function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !/[\s{}[\],:"]/.test(text[at] as string)) at += 1;
  return at;
}

/** Behind the value that begins at `from`, whatever it holds. */
function valueEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; ) {
    const char = text[at] as string;
    if (char === '"') at = stringEnd(text, at);
    else if (isMark(char) || isSpace(char)) {
      depth += char === "{" || char === "[" ? 1 : char === "}" || char === "]" ? -1 : 0;
      at += 1;
    } else at = wordEnd(text, at);
    if (depth <= 0) return at;
  }
  return text.length;
}

/** An input that is connected: a node's id and its output. It says nothing, and the graph would fall apart without it. */
const link = /^\[\s*"[\d:]{1,40}"\s*,\s*\d{1,3}\s*\]$/;

/** What stands for a value that is taken out, of its own kind, so that what reads the workflow finds what it expects. */
const emptied = (first: string) => ({ '"': '""', "[": "[]", "{": "{}" })[first] ?? "null";

/** A number as a database takes it: jsonb writes 1e308 with all its zeros. */
function isModest(word: string): boolean {
  const exponent = /e([+-]?\d+)$/i.exec(word)?.[1] ?? "0";
  return word.length <= 40 && Number.isFinite(Number(word)) && Math.abs(Number(exponent)) <= metadataLimits.exponent;
}

/**
 * A workflow as it may be published: the same JSON on one line, its numbers to the last digit, without paths of the machine
 * that it ran on, places, serial numbers, people's names and keys of services under names that say so. File names stay, so
 * that ComfyUI still finds its models. A text that is JSON itself is cleaned in the same way. `text` has to be JSON that was parsed before; Python's NaN, and numbers that no
 * database takes, become null.
 */
export const cleanWorkflow = (text: string): string => cleanJson(text, false, 0).text;

function cleanJson(text: string, isInField: boolean, depth: number): { text: string; isChanged: boolean } {
  const output: string[] = [];
  let isChanged = false;
  /** The names under which the open objects and lists stand. */
  const parents: string[] = [];
  let key = "";
  for (let at = 0; at < text.length; ) {
    const char = text[at] as string;
    const from = at;
    if (isSpace(char)) {
      at += 1;
      continue;
    }
    const isValue = key !== "" && char !== ":";
    const isField = isInField || fields.has(parents.at(-1) ?? "");
    if (isValue && isSensitive(key, isField)) {
      at = valueEnd(text, at);
      const isLink = parents.at(-1) === "inputs" && at - from < 100 && link.test(text.slice(from, at));
      output.push(isLink ? text.slice(from, at) : emptied(char));
      isChanged ||= !isLink;
      key = "";
    } else if (char === '"') {
      at = stringEnd(text, at);
      const value = String(JSON.parse(text.slice(from, at)));
      let next = at;
      while (isSpace(text[next] ?? "")) next += 1;
      const isKey = text[next] === ":";
      const cleaned = isKey ? cleanPlain(storable(value), false) : cleanString(value, { key, isField, depth });
      isChanged ||= cleaned !== value;
      output.push(JSON.stringify(cleaned));
      key = isKey ? value : "";
    } else if (isMark(char)) {
      if (char === "{" || char === "[") parents.push(key);
      else if (char === "}" || char === "]") parents.pop();
      if (char !== ":") key = "";
      output.push(char);
      at += 1;
    } else {
      at = wordEnd(text, at);
      const word = text.slice(from, at);
      output.push(/^(true|false|null)$/.test(word) || isModest(word) ? word : "null");
      key = "";
    }
  }
  return { text: output.join(""), isChanged };
}
