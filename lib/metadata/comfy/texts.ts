import { metadataLimits } from "../limits";
import { isLink, type Node } from "./graph";
import { isNumber, isShowing, wordless } from "./names";

const keys = ["populated_text", "text", "string", "value", "prompt", "Text", "String", "text_0", "wildcard_text"];
const joins = /concat|join|combine|append|merge/i;
const separators = ["delimiter", "separator", "linebreak_addition"];
/** What a node does with its texts, and how it writes them; no words themselves. */
const manners = ["action", "tidy_tags", "result", "mode"];

/** Characters that are certain to fill a prompt: one may be two code units. */
const enough = metadataLimits.prompt * 2;

/** How texts of a graph become one. All that are joined have a limit together. */
export function createTexts() {
  let joined = 0;

  /** Texts that are not empty, as many as a prompt can take, and of all together so many characters. */
  function limited<T>(values: readonly T[], textOf: (value: T) => string | null, is = (_: string) => true): string[] {
    const found: string[] = [];
    let length = 0;
    for (const value of values) {
      if (length >= enough || joined >= metadataLimits.joined) break;
      const text = textOf(value)?.slice(0, enough) ?? "";
      joined += text.length;
      if (text === "" || !is(text)) continue;
      length += text.length;
      found.push(text);
    }
    return found;
  }

  function join(inputs: ReadonlyMap<string, unknown>, textOf: (value: unknown) => string | null): string {
    const separator = separators.map((name) => inputs.get(name)).find((given) => typeof given === "string");
    const parts = [...inputs].filter(
      ([name, given]) =>
        !separators.includes(name) && !manners.includes(name) && !wordless.test(name) && !isNumber(given),
    );
    const texts = limited(
      parts,
      ([, given]) => textOf(given),
      (text) => !/^(true|false|yes|no)$/i.test(text),
    );
    const between = typeof separator === "string" ? separator.slice(0, metadataLimits.name) : "";
    return texts.join(inputs.get("tidy_tags") === "yes" ? ", " : between).slice(0, enough);
  }

  /** What a node shows of what came in: that ran, whatever it was made from. */
  function shown(node: Node): string | null {
    if (!isShowing(node)) return null;
    for (const [name, given] of node.inputs) {
      const words = Array.isArray(given) && given.length === 1 ? given[0] : given;
      if (/^(?:text|widget)_\d+$/.test(name) && typeof words === "string" && words.trim() !== "") return words;
    }
    return null;
  }

  return {
    /** Under these names nodes hand on a text. */
    keys,
    /** What a node that shows or joins texts says; null for others. */
    ofNode(node: Node, inputs: ReadonlyMap<string, unknown>, textOf: (value: unknown) => string | null): string | null {
      const words = shown(node);
      if (words !== null) return words;
      const action = inputs.get("action");
      if (typeof action === "string" && action !== "append") return textOf(inputs.get("result"));
      return joins.test(node.type) || action === "append" ? join(inputs, textOf) : null;
    },
    /** The only text that was typed into a node. */
    only(node: Node, inputs: ReadonlyMap<string, unknown>): string | null {
      const strings = [...inputs]
        .filter(([name, given]) => typeof given === "string" && !isLink(given) && !manners.includes(name))
        .map(([, given]) => given as string);
      return /switch|select/i.test(node.type) || strings.length === 1 ? (strings[0] ?? null) : null;
    },
    /** The same words for two encoders are said once. */
    unite(texts: readonly (string | null)[]): string {
      const trimmed = limited(texts, (text) => text).map((text) => text.trim());
      return [...new Set(trimmed.filter((text) => text !== ""))].join("\n").slice(0, enough);
    },
  };
}
