import { metadataLimits } from "../limits";
import { type Graph, isLink, type Link, type Node } from "./graph";

type Role = "positive" | "negative";

/** Walks on a graph that may have circles and be made to waste time: all walks together take so many steps. */
export interface Walker {
  node(link: unknown): Node | null;
  /** A node's inputs; of a switch those that it lets through. */
  inputs(node: Node): [string, unknown][];
  /** The nearest node upstream that `is`, by breadth, along inputs that `along` admits. */
  upstream(from: Node, is: (node: Node) => boolean, along?: (name: string, node: Node) => boolean): Node | null;
  number(value: unknown, name: string): unknown;
  text(value: unknown, role?: Role): string | null;
  conditioning(value: unknown, role: Role): string | null;
}

const selectors = ["select", "index", "Input", "input", "switch", "boolean", "condition", "cond", "selected", "value"];
const textKeys = ["populated_text", "text", "string", "value", "prompt", "Text", "String", "text_0", "wildcard_text"];
const encoded = ["text", "text_g", "text_l", "clip_g", "clip_l", "t5xxl", "llama", "prompt"];
const joins = /concat|join|combine|append|merge/i;
const separators = ["delimiter", "separator", "linebreak_addition"];
/** Inputs that never lead to words. */
const wordless = /model|clip|vae|image|mask|latent|pixels|samples|control_net|strength|percent/i;

/** Characters that are certain to fill a prompt: one may be two code units. */
const enough = metadataLimits.prompt * 2;

const isNumber = (value: unknown) =>
  typeof value === "number" || (typeof value === "string" && /^-?[\d.]+$/.test(value));

/** What a switch lets through, when its setting says. */
function chosen(inputs: [string, unknown][], setting: unknown): [string, unknown][] {
  const candidates = inputs.filter(([name]) => !selectors.includes(name));
  if (typeof setting === "boolean" || setting === "true" || setting === "false") {
    const wanted = String(setting) === "true" ? /(^|_)(on_?true|true|tt)(_|$)/i : /(^|_)(on_?false|false|ff)(_|$)/i;
    const through = candidates.filter(([name]) => wanted.test(name));
    return through.length > 0 ? through : candidates;
  }
  if (isNumber(setting)) {
    const through = candidates.filter(([name]) => Number(/(\d+)$/.exec(name)?.[1]) === Number(setting));
    return through.length > 0 ? through : candidates;
  }
  // Without a setting the first that is connected goes through.
  return candidates.slice(0, 1);
}

export function createWalker(graph: Graph): Walker {
  let steps = 0;
  const tired = () => ++steps > metadataLimits.graphSteps;
  /** Links that are being followed, so that a circle ends. */
  const open = new Set<string>();
  /** What was found at a node before: links that share one are followed once. In a circle it is what is before its end. */
  const known = new Map<string, unknown>();
  let joined = 0;

  function followed<T>(link: Link, kind: string, sought: string, work: (node: Node) => T | null): T | null {
    const node = graph.get(link.node);
    const mark = `${kind} ${link.node}`;
    const question = `${sought} ${mark}`;
    if (known.has(question)) return known.get(question) as T | null;
    if (!node || open.has(mark) || open.size > metadataLimits.graphDepth || tired()) return null;
    open.add(mark);
    const found = work(node);
    open.delete(mark);
    known.set(question, found);
    return found;
  }

  const walker: Walker = {
    node: (link) => (isLink(link) ? (graph.get(link.node) ?? null) : null),

    inputs(node) {
      const all = [...node.inputs];
      if (!/switch|select|branch/i.test(node.type) || /KSamplerSelect/.test(node.type)) return all;
      const selector = selectors.find((name) => {
        const value = node.inputs.get(name);
        return value !== undefined && (!isLink(value) || isSetting(value));
      });
      const setting = selector && node.inputs.get(selector);
      return chosen(all, isLink(setting) ? walker.number(setting, "value") : setting);
    },

    upstream(from, is, along = () => true) {
      const seen = new Set([from.id]);
      const queue = [from];
      for (let node = queue.shift(); node && !tired(); node = queue.shift()) {
        for (const [name, value] of walker.inputs(node)) {
          const next = along(name, node) ? walker.node(value) : null;
          if (!next || seen.has(next.id)) continue;
          if (is(next)) return next;
          seen.add(next.id);
          queue.push(next);
        }
      }
      return null;
    },

    number(value, name) {
      if (!isLink(value)) return value;
      return followed(value, "number", name, (node) => {
        const inputs = new Map(walker.inputs(node));
        for (const key of [name, "value", "seed", "noise_seed", "int", "float", "number", "Number", "Value"]) {
          const found = inputs.has(key) ? walker.number(inputs.get(key), name) : undefined;
          if (isNumber(found) || typeof found === "boolean") return found;
        }
        for (const [, given] of inputs) {
          const found = walker.number(given, name);
          if (isNumber(found) || (found !== null && typeof found === "string")) return found;
        }
        return null;
      });
    },

    text(value, role) {
      if (typeof value === "string") return value;
      if (!isLink(value)) return null;
      return followed(value, "text", role ?? "any", (node) => {
        const inputs = new Map(walker.inputs(node));
        if (joins.test(node.type)) return joinTexts(inputs);
        const keys = role ? [role, `text_${role}`, `${role}_prompt`, `prompt_${role}`, ...textKeys] : textKeys;
        for (const key of keys) {
          const found = inputs.has(key) ? walker.text(inputs.get(key), role) : null;
          if (found !== null) return found;
        }
        for (const [name, given] of inputs) {
          const found = isLink(given) && !wordless.test(name) ? walker.text(given, role) : null;
          if (found !== null) return found;
        }
        const strings = [...inputs.values()].filter((given): given is string => typeof given === "string");
        return /switch|select/i.test(node.type) || strings.length === 1 ? (strings[0] ?? null) : null;
      });
    },

    conditioning(value, role) {
      if (!isLink(value)) return typeof value === "string" ? value : null;
      return followed(value, role, "words", (node) => {
        if (/ZeroOut/i.test(node.type)) return "";
        const inputs = new Map(walker.inputs(node));
        if (inputs.has(role)) return walker.conditioning(inputs.get(role), role);
        const words = encoded.filter((key) => inputs.has(key)).map((key) => walker.text(inputs.get(key), role));
        if (words.some((text) => text !== null)) return unite(words);
        const parts = [...inputs]
          .filter(([name, given]) => isLink(given) && !wordless.test(name))
          .map(([, given]) => walker.conditioning(given, role));
        return parts.some((text) => text !== null) ? unite(parts) : walker.text(value, role);
      });
    },
  };

  function isSetting(link: unknown): boolean {
    const found = walker.number(link, "value");
    return isNumber(found) || typeof found === "boolean";
  }

  function joinTexts(inputs: ReadonlyMap<string, unknown>): string {
    const separator = separators.map((name) => inputs.get(name)).find((given) => typeof given === "string");
    const parts = [...inputs].filter(
      ([name, given]) => !separators.includes(name) && !wordless.test(name) && !isNumber(given),
    );
    const texts = limited(
      parts,
      ([, given]) => walker.text(given),
      (text) => !/^(true|false|yes|no)$/i.test(text),
    );
    return texts.join(typeof separator === "string" ? separator.slice(0, metadataLimits.name) : "").slice(0, enough);
  }

  /** The same words for two encoders are said once. */
  function unite(texts: readonly (string | null)[]): string {
    const trimmed = limited(texts, (text) => text).map((text) => text.trim());
    return [...new Set(trimmed.filter((text) => text !== ""))].join("\n").slice(0, enough);
  }

  /** Texts that are not empty, as many as a prompt can take, and of all together so many characters. */
  function limited<T>(values: readonly T[], textOf: (value: T) => string | null, is = (_: string) => true): string[] {
    const texts: string[] = [];
    let length = 0;
    for (const value of values) {
      if (length >= enough || joined >= metadataLimits.joined) break;
      const text = textOf(value)?.slice(0, enough) ?? "";
      joined += text.length;
      if (text === "" || !is(text)) continue;
      length += text.length;
      texts.push(text);
    }
    return texts;
  }

  return walker;
}
