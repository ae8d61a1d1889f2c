import { cutPaths } from "./clean-paths";
import { metadataLimits } from "./limits";

/** Keys of services, by the shapes that they have. */
const secret =
  /\b(?:sk-[A-Za-z0-9_-]{16,}|hf_[A-Za-z0-9]{16,}|ghp_[A-Za-z0-9]{16,}|r8_[A-Za-z0-9]{16,}|AIza[A-Za-z0-9_-]{20,}|comfyui-[0-9a-f]{32,})/g;

/** What is taken out whatever it looks like, by its name in small letters with one `_` between words. */
const sensitive = [
  // Places and devices.
  /(?:^|_)(?:gps[a-z]*|latitude|longitude|lat|lng|lon|altitude|geo_?(?:location|tag))(?:_|$)/,
  /(?:^|_)[a-z]*serial(?:_?(?:no|nr|num|numbers?|id))?$/,
  // People.
  /(?:^|_)(?:co_?)?(?:authors?|creators?|artists?|owners?|photographers?|by_?line|copyright)(?:_?(?:names?|ids?|urls?|links?|contact|handle|holder|notice|info))?$/,
  /(?:^|_)(?:user|first|last|full|real|nick|account)_?names?$/,
  /(?:^|_)(?:e?_?mail|phone)(?:_?(?:address|number))?s?$/,
  // What opens an account.
  /(?:^|_)(?:secrets?|passwords?|passwd|passphrase|pwd|credentials?|authorization|cookies?)(?:_|$)/,
  /(?:^|_)(?:token|(?:access|auth|api|bearer|refresh|session|hf|civitai)_?tokens?)(?:_comfy_org)?$/,
  /(?:^|_)(?:api|access|secret|private|auth|openai|civitai|hf)_?keys?(?:_comfy_org)?$/,
];
/** Words that nodes use for what is in the picture or where on it; a person's own stand elsewhere. */
const sensitiveOutsideFields = /(?:^|_)(?:locations?|coordinates?|city|country|address)(?:_?names?)?$/;

/** "cameraSerial", "Camera Serial" and "EXIF:camera-serial" are one name. */
const wordsOf = (key: string) =>
  key
    .slice(-metadataLimits.name)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1_$2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1_$2")
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, "_");

const pathKey = /(?:^|_)(?:path|dir|directory|folder|file_?name(?:_?prefix)?|file|image|video|audio)s?$/;

/** Almost every name has none of these; the others are looked at word by word. */
const hint =
  /gps|lat|lon|lng|alt|geo|serial|author|creator|artist|owner|photogr|line|copyright|name|mail|phone|secret|pass|pwd|cred|cookie|token|key|locat|coord|city|country|address/i;
/** Fields of a node in either of ComfyUI's forms. */
const fields = new Set(["inputs", "widgets_values"]);

function isSensitive(key: string, parent: string): boolean {
  if (!hint.test(key.slice(-metadataLimits.name))) return false;
  const words = wordsOf(key);
  return sensitive.some((names) => names.test(words)) || (!fields.has(parent) && sensitiveOutsideFields.test(words));
}

function cleanString(text: string, key: string): string {
  const plain = text.replace(/\0/g, "").replace(/\p{Surrogate}/gu, "\ufffd");
  const isPath = /[\\/]/.test(plain) && pathKey.test(wordsOf(key));
  return cutPaths(plain, isPath).replace(secret, "");
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
 * that ComfyUI still finds its models. `text` has to be JSON that was parsed before; Python's NaN, and numbers that no
 * database takes, become null.
 */
export function cleanWorkflow(text: string): string {
  const output: string[] = [];
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
    if (isValue && isSensitive(key, parents.at(-1) ?? "")) {
      at = valueEnd(text, at);
      const isLink = parents.at(-1) === "inputs" && at - from < 100 && link.test(text.slice(from, at));
      output.push(isLink ? text.slice(from, at) : emptied(char));
      key = "";
    } else if (char === '"') {
      at = stringEnd(text, at);
      const value = String(JSON.parse(text.slice(from, at)));
      let next = at;
      while (isSpace(text[next] ?? "")) next += 1;
      const isKey = text[next] === ":";
      output.push(JSON.stringify(cleanString(value, key)));
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
  return output.join("");
}
