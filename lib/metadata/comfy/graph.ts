import { asArray, asObject, type Json, pick } from "../json";
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
const short = (name: string) => name.slice(0, metadataLimits.name);

const entriesOf = (value: unknown) =>
  Object.entries(asObject(value))
    .slice(0, inputsAtMost)
    .map(([name, given]): [string, unknown] => [short(name), given]);

/** In ComfyUI's own words a link is [node, slot]; both formats are turned into this one. */
class LinkTo implements Link {
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
function fromWorkflowNode(value: unknown, links: ReadonlyMap<string, Link>): Node | null {
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
    const link = links.get(String(pick(asObject(slot), "link")));
    // A widget that was turned into an input has both; what is connected counts.
    if (link) inputs.set(short(String(pick(asObject(slot), "name"))), link);
  }
  return { id: String(id), type: isBypassed ? "Reroute" : short(type), inputs };
}

/** The graph of `workflow`: what the interface shows. */
export function fromWorkflow(data: Json): Graph {
  const links = new Map<string, Link>();
  for (const entry of asArray(pick(data, "links")).slice(0, nodesAtMost * 4)) {
    const [id, from, slot] = Array.isArray(entry)
      ? entry
      : [pick(asObject(entry), "id"), pick(asObject(entry), "origin_id"), pick(asObject(entry), "origin_slot")];
    links.set(String(id), new LinkTo(String(from), typeof slot === "number" ? slot : 0));
  }
  const graph = new Map<string, Node>();
  for (const value of asArray(pick(data, "nodes")).slice(0, nodesAtMost)) {
    const node = fromWorkflowNode(value, links);
    if (node) graph.set(node.id, node);
  }
  return graph;
}
