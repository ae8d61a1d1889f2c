import { asArray, asObject, type Json, pick } from "../json";
import { metadataLimits } from "../limits";
import { entriesOf, type Graph, isLink, LinkTo, type Node, short } from "./graph";

const { graphNodes: nodesAtMost, graphInputs: inputsAtMost } = metadataLimits;

const seedThen = ["control_after_generate"];

/** The order of a node's widgets, for workflows that are older than the names in them. "…" is what the interface adds to a seed. */
const widgets: Readonly<Record<string, readonly string[]>> = {
  KSampler: ["seed", ...seedThen, "steps", "cfg", "sampler_name", "scheduler", "denoise"],
  KSamplerAdvanced: ["add_noise", "noise_seed", ...seedThen, "steps", "cfg", "sampler_name", "scheduler"],
  RandomNoise: ["noise_seed", ...seedThen],
  BasicScheduler: ["scheduler", "steps", "denoise"],
  KSamplerSelect: ["sampler_name"],
  CFGGuider: ["cfg"],
  FluxGuidance: ["guidance"],
  CheckpointLoaderSimple: ["ckpt_name"],
  UNETLoader: ["unet_name", "weight_dtype"],
  UnetLoaderGGUF: ["unet_name"],
  LoraLoader: ["lora_name", "strength_model", "strength_clip"],
  LoraLoaderModelOnly: ["lora_name", "strength_model"],
  CLIPTextEncode: ["text"],
  CLIPTextEncodeFlux: ["clip_l", "t5xxl", "guidance"],
  CLIPTextEncodeSDXL: ["width", "height", "crop_w", "crop_h", "target_width", "target_height", "text_g", "text_l"],
  EmptyLatentImage: ["width", "height", "batch_size"],
  EmptySD3LatentImage: ["width", "height", "batch_size"],
  PrimitiveNode: ["value", ...seedThen],
  PrimitiveString: ["value"],
  PrimitiveStringMultiline: ["value"],
};

/** Names of widgets that stand among a newer node's inputs; a seed is followed by what happens to it after a run. */
function namedWidgets(inputs: readonly unknown[]): string[] {
  return inputs.flatMap((input) => {
    const name = pick(asObject(input), "name");
    if (typeof name !== "string" || pick(asObject(input), "widget") === undefined) return [];
    return /^(noise_)?seed$/.test(name) ? [name, ...seedThen] : [short(name)];
  });
}

/** A node of `workflow`: links by their ids, widgets by their place. One that is muted or bypassed only hands on. */
function fromWorkflowNode(value: unknown, origin: (id: string) => unknown, prefix: string): Node | null {
  const node = asObject(value);
  const [id, type] = [pick(node, "id"), pick(node, "type")];
  if ((typeof id !== "number" && typeof id !== "string") || typeof type !== "string") return null;
  const isBypassed = pick(node, "mode") === 2 || pick(node, "mode") === 4;
  const inputs = new Map<string, unknown>();
  const slots = asArray(pick(node, "inputs")).slice(0, inputsAtMost);
  const values = pick(node, "widgets_values");
  if (!isBypassed && Array.isArray(values)) {
    const names = widgets[type] ?? namedWidgets(slots);
    for (const [index, given] of values.slice(0, inputsAtMost).entries())
      inputs.set(names[index] ?? `widget_${index}`, given);
  } else if (!isBypassed) for (const [name, given] of entriesOf(values)) inputs.set(name, given);
  for (const slot of slots) {
    const given = origin(String(pick(asObject(slot), "link")));
    // A widget that was turned into an input has both; what is connected counts.
    if (given !== undefined) inputs.set(short(String(pick(asObject(slot), "name"))), given);
  }
  return { id: prefix + String(id), type: isBypassed ? "Reroute" : short(type), inputs };
}

/** Where a link begins: a node's output, within one canvas. */
interface Line {
  readonly from: string;
  readonly slot: number;
}
/** Where it ends: an output of the subgraph that it leads out of. */
interface End extends Line {
  readonly at: number;
}
type Links = ReadonlyMap<string, Line>;

function linksOf(canvas: Json): Links {
  const links = new Map<string, Line>();
  for (const entry of asArray(pick(canvas, "links")).slice(0, nodesAtMost * 4)) {
    const [id, from, slot] = Array.isArray(entry)
      ? entry
      : ["id", "origin_id", "origin_slot"].map((name) => pick(asObject(entry), name));
    links.set(String(id), { from: String(from), slot: Number(slot) || 0 });
  }
  return links;
}

interface Subgraph {
  readonly canvas: Json;
  readonly links: Links;
  readonly inputs: readonly string[];
  /** The lines that lead out of it. */
  readonly ends: readonly End[];
}

/** Inside of a subgraph links from its inputs begin at this id. @see ComfyUI front end, SubgraphDefinition */
const inlet = "-10";

/** Each output names the links that lead to it; one of them is what comes out. */
function endsOf(canvas: Json, links: Links): End[] {
  const outputs = asArray(pick(canvas, "outputs")).slice(0, inputsAtMost);
  return outputs.flatMap((output, at) => {
    const line = links.get(String(asArray(pick(asObject(output), "linkIds"))[0]));
    return line ? [{ from: line.from, slot: line.slot, at }] : [];
  });
}

function subgraphsOf(data: Json): ReadonlyMap<string, Subgraph> {
  const subgraphs = new Map<string, Subgraph>();
  const list = asArray(pick(asObject(pick(data, "definitions")), "subgraphs"));
  for (const value of list.slice(0, metadataLimits.subgraphs)) {
    const canvas = asObject(value);
    const inputs = asArray(pick(canvas, "inputs")).slice(0, inputsAtMost);
    const links = linksOf(canvas);
    subgraphs.set(String(pick(canvas, "id")), {
      canvas,
      links,
      ends: endsOf(canvas, links),
      inputs: inputs.map((input) => short(String(pick(asObject(input), "name")))),
    });
  }
  return subgraphs;
}

/**
 * The graph of `workflow`: what the interface shows. Subgraphs are laid out where they stand, their nodes under ids as ComfyUI
 * gives them; whoever gets a variable is linked with what it was set to.
 */
export function fromWorkflow(data: Json): Graph {
  const subgraphs = subgraphsOf(data);
  const graph = new Map<string, Node>();
  /** What comes out of a subgraph, by its node and output. */
  const outputs = new Map<string, unknown>();
  let count = 0;

  function lay(
    { canvas, links }: Pick<Subgraph, "canvas" | "links">,
    prefix: string,
    given: (slot: number) => unknown,
  ) {
    const origin = (id: string): unknown => {
      const link = links.get(id);
      if (!link) return undefined;
      return link.from === inlet ? given(link.slot) : new LinkTo(prefix + link.from, link.slot);
    };
    for (const value of asArray(pick(canvas, "nodes")).slice(0, nodesAtMost)) {
      count += 1;
      if (count > nodesAtMost) return;
      const node = fromWorkflowNode(value, origin, prefix);
      if (!node) continue;
      const inner = subgraphs.get(node.type);
      if (!inner || prefix.length > metadataLimits.name) {
        graph.set(node.id, node);
        continue;
      }
      lay(inner, `${node.id}:`, (slot) => node.inputs.get(inner.inputs[slot] ?? ""));
      for (const { from, slot, at } of inner.ends)
        outputs.set(`${node.id} ${at}`, new LinkTo(`${node.id}:${from}`, slot));
    }
  }
  lay({ canvas: data, links: linksOf(data) }, "", () => undefined);
  return connected(graph, outputs);
}

/** The name of the variable that a node sets or gets. */
const variableOf = (node: Node, kind: RegExp): string | null =>
  kind.test(node.type) ? String(node.inputs.get("widget_0") ?? node.inputs.get("Constant") ?? "") : null;

/** Links that end at a subgraph or a variable go on to where its value comes from. */
function connected(graph: ReadonlyMap<string, Node>, outputs: ReadonlyMap<string, unknown>): Graph {
  const variables = new Map<string, unknown>();
  for (const node of graph.values()) {
    const name = variableOf(node, /^(?:\w+ )?SetNode$/i);
    if (name) variables.set(name, [...node.inputs.values()].find(isLink));
  }
  const goOn = (value: unknown): unknown => {
    let at = value;
    for (let hops = 0; isLink(at) && hops < metadataLimits.depth; hops += 1) {
      const node = graph.get(at.node);
      const name = node && variableOf(node, /^(?:\w+ )?GetNode$/i);
      const next = name ? variables.get(name) : outputs.get(`${at.node} ${at.slot}`);
      if (next === undefined) break;
      at = next;
    }
    return at;
  };
  return new Map(
    [...graph].map(([id, node]) => [
      id,
      { ...node, inputs: new Map([...node.inputs].map(([name, value]) => [name, goOn(value)])) },
    ]),
  );
}
