import { metadataLimits } from "../limits";
import { type Graph, isLink, type Link, type Node } from "./graph";
import { isBundle, isNumber, isOf, isThrough, type Role, wordless } from "./names";
import { createTexts } from "./texts";

/** Walks on a graph that may have circles and be made to waste time: all walks together take so many steps. */
export interface Walker {
  node(link: unknown): Node | null;
  /** A node's inputs; of a switch those that it lets through. */
  inputs(node: Node): [string, unknown][];
  /** The nearest node upstream that `is`, by breadth, along inputs that `along` admits. */
  upstream(from: Node, is: (node: Node) => boolean, along?: (name: string, node: Node) => boolean): Node | null;
  number(value: unknown, name: string): unknown;
  /** What stands under one of `names` where a link leads, and onwards along inputs that are called as `along` says or by no name. */
  setting(value: unknown, names: readonly string[], along?: RegExp): unknown;
  text(value: unknown, role?: Role): string | null;
  conditioning(value: unknown, role: Role): string | null;
  /** The same of what a node itself is given. */
  words(node: Node, role: Role): string | null;
}

const selectors = ["select", "index", "Input", "input", "switch", "boolean", "condition", "cond", "selected", "value"];
const seedKeys = ["seed", "noise_seed"];
const numberKeys = ["value", "int", "float", "number", "Number", "Value"];
const encoded = ["text", "text_g", "text_l", "clip_g", "clip_l", "t5xxl", "llama", "bert", "mt5xl", "prompt"];
/** What an author asked for, where the node has other words beside it. */
const asked = ["user_prompt"];
const isSwitch = (node: Node) => /switch|select|branch/i.test(node.type) && !/KSamplerSelect/.test(node.type);

/** The first of what was found that is something. */
function firstOf<T, R>(values: readonly T[], find: (value: T) => R | null): R | null {
  for (const value of values) {
    const found = find(value);
    if (found !== null && found !== undefined) return found;
  }
  return null;
}

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
  const texts = createTexts();

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
      if (!isSwitch(node)) return all;
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
        for (const key of [name, ...(seedKeys.includes(name) ? seedKeys : []), ...numberKeys]) {
          const found = inputs.has(key) ? walker.number(inputs.get(key), name) : undefined;
          if (isNumber(found) || typeof found === "boolean") return found;
        }
        const bundles = bundlesOf(inputs);
        return firstOf(bundles.length > 0 ? bundles : [...inputs.values()], (given) => {
          const found = walker.number(given, name);
          return isNumber(found) ? found : null;
        });
      });
    },

    setting(value, names, along) {
      if (!isLink(value)) return value;
      return followed(value, "setting", names.join(), (node) => {
        const inputs = walker.inputs(node);
        const own = inputs.filter(([name]) => names.includes(name));
        const further = inputs.filter(
          ([name, given]) =>
            isLink(given) && (isSwitch(node) || isBundle(name) || isThrough(name) || along?.test(name)),
        );
        return firstOf([...own, ...further], ([, given]) => walker.setting(given, names, along));
      });
    },

    text(value, role) {
      if (typeof value === "string") return value;
      if (!isLink(value)) return null;
      return followed(value, "text", role ?? "any", (node) => {
        const inputs = new Map(walker.inputs(node));
        const known = texts.ofNode(node, inputs, (given) => walker.text(given));
        if (known !== null) return known;
        if (role) {
          const own = wordsUnder(inputs, role, (given) => walker.text(given, role));
          if (own !== undefined) return own;
        }
        return (
          firstOf(texts.keys, (key) => (inputs.has(key) ? walker.text(inputs.get(key), role) : null)) ??
          firstOf([...inputs], ([name, given]) =>
            isLink(given) && !wordless.test(name) ? walker.text(given, role) : null,
          ) ??
          texts.only(node, inputs)
        );
      });
    },

    conditioning(value, role) {
      if (!isLink(value)) return typeof value === "string" ? value : null;
      return followed(value, role, "words", (node) => {
        if (/ZeroOut/i.test(node.type)) return "";
        const inputs = new Map(walker.inputs(node));
        const own = wordsUnder(inputs, role, (given) => walker.conditioning(given, role));
        if (own !== undefined) return own;
        const keys = asked.some((key) => inputs.has(key)) ? asked : encoded;
        const words = keys.filter((key) => inputs.has(key)).map((key) => walker.text(inputs.get(key), role));
        if (words.some((text) => text !== null)) return texts.unite(words);
        const parts = [...inputs]
          .filter(([name, given]) => isLink(given) && !wordless.test(name) && !isOf(otherThan(role), name))
          .map(([, given]) => walker.conditioning(given, role));
        return parts.some((text) => text !== null) ? texts.unite(parts) : walker.text(value, role);
      });
    },

    words(node, role) {
      const inputs = new Map(walker.inputs(node));
      const own = wordsUnder(inputs, role, (given) => walker.conditioning(given, role));
      if (own !== undefined || role === "negative") return own ?? null;
      return firstOf(["conditioning", "prompt"], (key) => walker.conditioning(inputs.get(key), role));
    },
  };

  const otherThan = (role: Role): Role => (role === "positive" ? "negative" : "positive");

  const bundlesOf = (inputs: ReadonlyMap<string, unknown>) =>
    [...inputs].filter(([name, given]) => isBundle(name) && isLink(given)).map(([, given]) => given);

  /**
   * The words that a node has for a role: under that name, otherwise those of the bundle that it goes on from. Undefined where
   * it does not tell one from the other. Who names what is wished has what is not under a name too, or not at all.
   */
  function wordsUnder(
    inputs: ReadonlyMap<string, unknown>,
    role: Role,
    find: (value: unknown) => string | null,
  ): string | null | undefined {
    const own = [...inputs].filter(([name]) => isOf(role, name)).map(([, given]) => find(given));
    if (own.some((text) => text !== null)) return texts.unite(own);
    const bundles = bundlesOf(inputs);
    if (bundles.length > 0) return firstOf(bundles, find);
    const isNamed =
      own.length > 0 || (role === "negative" && [...inputs.keys()].some((name) => isOf("positive", name)));
    return isNamed ? null : undefined;
  }

  function isSetting(link: unknown): boolean {
    const found = walker.number(link, "value");
    return isNumber(found) || typeof found === "boolean";
  }

  return walker;
}
