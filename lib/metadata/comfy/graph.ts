import { asObject, type Json, pick, pickText } from "../json";
import { metadataLimits } from "../limits";

/** Where a value comes from: a node's output. */
export interface Link {
  readonly node: string;
  readonly slot: number;
}

export interface Node {
  readonly id: string;
  readonly type: string;
  /** Values as they were typed, and links, by their input's name. */
  readonly inputs: ReadonlyMap<string, unknown>;
}

export type Graph = ReadonlyMap<string, Node>;

const { graphNodes: nodesAtMost, graphInputs: inputsAtMost } = metadataLimits;

/** Types and names are looked at by patterns whose work grows faster than what they look at. */
export const short = (name: string) => name.slice(0, metadataLimits.name);

/** A list comes wrapped, so that it is not taken for a link; a choice of models comes with its picture. */
function unwrapped(given: unknown): unknown {
  const wrapped = asObject(given);
  return pick(wrapped, "__value__") ?? ("image" in wrapped ? pickText(wrapped, "content") : null) ?? given;
}

export const entriesOf = (value: unknown) =>
  Object.entries(asObject(value))
    .slice(0, inputsAtMost)
    .map(([name, given]): [string, unknown] => [short(name), unwrapped(given)]);

/** In ComfyUI's own words a link is [node, slot]; both formats are turned into this one. */
export class LinkTo implements Link {
  constructor(
    readonly node: string,
    readonly slot: number,
  ) {}
}

export const isLink = (value: unknown): value is Link => value instanceof LinkTo;

function asLink(value: unknown): Link | null {
  if (!Array.isArray(value) || value.length !== 2 || typeof value[1] !== "number") return null;
  return typeof value[0] === "string" || typeof value[0] === "number" ? new LinkTo(String(value[0]), value[1]) : null;
}

/** Whether an object is a graph as it is sent to ComfyUI: nodes by id, each with its class and inputs. */
export function isPromptGraph(data: Json): boolean {
  const nodes = Object.values(data);
  return nodes.length > 0 && nodes.some((node) => typeof pick(asObject(node), "class_type") === "string");
}

/** The graph of `prompt`: what ran. */
export function fromPrompt(data: Json): Graph {
  const graph = new Map<string, Node>();
  for (const [id, value] of Object.entries(data).slice(0, nodesAtMost)) {
    const type = pick(asObject(value), "class_type");
    if (typeof type !== "string") continue;
    const inputs = entriesOf(pick(asObject(value), "inputs"));
    graph.set(id, {
      id,
      type: short(type),
      inputs: new Map(inputs.map(([name, given]) => [name, asLink(given) ?? given])),
    });
  }
  return graph;
}
