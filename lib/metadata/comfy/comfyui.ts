import type { Json } from "../json";
import { asArray, asObject, pick } from "../json";
import { type Lora, noParameters, type Parameters } from "../metadata";
import { decimal, integer, lora, lorasInPrompt, modelName, seedOf } from "../values";
import { fromPrompt, fromWorkflow, type Graph, isLink, isPromptGraph, type Node } from "./graph";
import { createWalker, type Walker } from "./walk";

const saves = /save.*image|image.*save|saver|^SaveAnimated|^SaveWEBM/i;
const previews = /preview.*image|imagepreview/i;
const checkpointKeys = [
  "ckpt_name",
  "unet_name",
  "gguf_name",
  "base_ckpt_name",
  "model_name",
  "checkpoint",
  "diffusion_model",
];

const has = (node: Node, ...names: string[]) => names.some((name) => node.inputs.has(name));

/** A node that turns noise into an image. */
const isSampler = (node: Node) =>
  has(node, "positive", "guider", "conditioning", "pipe", "basic_pipe") &&
  has(node, "seed", "noise_seed", "noise", "steps", "sigmas") &&
  (has(node, "sampler_name", "sampler", "sigmas", "latent_image") || /sampler/i.test(node.type));

const isPixels = (name: string) => /latent|samples|image|pixels|^$|\*|any|input|pipe/i.test(name);

/**
 * The sampler that began the image that was saved. Later ones (high-resolution passes, refiners, detailers) start from its
 * result. Other samplers of the graph, which lead elsewhere, are not it.
 */
function findSampler(graph: Graph, walker: Walker): Node | null {
  const nodes = [...graph.values()];
  const ends = [saves, previews].flatMap((kind) => nodes.filter((node) => kind.test(node.type)));
  let sampler: Node | null = null;
  for (const end of ends) sampler ??= walker.upstream(end, isSampler);
  if (ends.length === 0) sampler = nodes.find(isSampler) ?? null;
  const seen = new Set<Node>();
  while (sampler && !seen.has(sampler)) {
    seen.add(sampler);
    const earlier: Node | null = walker.upstream(sampler, isSampler, isPixels);
    if (!earlier) break;
    sampler = earlier;
  }
  return sampler;
}

/** The LoRAs that one node lays on a model. */
function lorasOf(node: Node, walker: Walker): Lora[] {
  const name = node.inputs.get("lora_name");
  if (name !== undefined) {
    const weight =
      node.inputs.get("strength_model") ?? node.inputs.get("lora_model_strength") ?? node.inputs.get("strength");
    return lora(walker.text(name), walker.number(weight, "strength_model"));
  }
  return [...node.inputs].flatMap(([key, value]) => {
    const entry = asObject(value);
    // rgthree's Power Lora Loader has an object for each.
    if (/^lora_\d+$/i.test(key) && typeof pick(entry, "lora") === "string") {
      return pick(entry, "on") === false ? [] : lora(pick(entry, "lora"), pick(entry, "strength"));
    }
    const number = /^lora_name_(\d+)$/.exec(key)?.[1];
    if (!number || /^off$/i.test(String(node.inputs.get(`switch_${number}`)))) return [];
    const weight = ["lora_wt_", "model_weight_", "model_str_"].map((prefix) => node.inputs.get(prefix + number));
    return lora(
      value,
      weight.find((given) => given !== undefined),
    );
  });
}

const isModelInput = (name: string) => /model|pipe|lora_stack|optional_lora|guider|^$|\*|any|input/i.test(name);

/** The checkpoint at the end of the model's way, and the LoRAs on it, the one next to the checkpoint first. */
function findModel(sampler: Node, walker: Walker): { model: string | null; loras: Lora[] } {
  const loras: Lora[][] = [];
  let model: string | null = null;
  const look = (node: Node): boolean => {
    loras.push(lorasOf(node, walker));
    const key = checkpointKeys.find((name) => node.inputs.has(name));
    model = key ? modelName(walker.text(node.inputs.get(key))) : null;
    return model !== null;
  };
  if (!look(sampler)) {
    const end = walker.upstream(sampler, look, isModelInput);
    // A loader may be given its LoRAs as a stack.
    if (end) walker.upstream(end, (node) => loras.push(lorasOf(node, walker)) < 0, isModelInput);
  }
  const byName = new Map<string, Lora>();
  for (const each of loras.reverse().flat()) if (!byName.has(each.name)) byName.set(each.name, each);
  return { model, loras: [...byName.values()] };
}

function findSize(sampler: Node, walker: Walker): { width: number | null; height: number | null } {
  const sizeOf = (node: Node) => {
    const of = (name: string) => node.inputs.get(name) ?? node.inputs.get(`empty_latent_${name}`);
    return {
      width: integer(walker.number(of("width"), "width"), 1, 100_000),
      height: integer(walker.number(of("height"), "height"), 1, 100_000),
    };
  };
  const isSized = (node: Node) => sizeOf(node).width !== null && sizeOf(node).height !== null;
  const node = walker.upstream(sampler, isSized, isPixels);
  return node ? sizeOf(node) : { width: null, height: null };
}

function readGraph(graph: Graph): Parameters | null {
  const walker = createWalker(graph);
  const sampler = findSampler(graph, walker);
  if (!sampler) return null;
  const part = (name: string) => walker.node(sampler.inputs.get(name));
  const [guider, noise, sigmas, kind] = [part("guider"), part("noise"), part("sigmas"), part("sampler")];
  const first = (name: string, ...nodes: (Node | null)[]) =>
    walker.number(
      [sampler, ...nodes].map((node) => node?.inputs.get(name)).find((value) => value !== undefined),
      name,
    );
  const words = guider ?? sampler;
  const positive = ["positive", "conditioning", "pipe", "basic_pipe"]
    .map((name) => words.inputs.get(name))
    .find(isLink);
  const prompt = walker.conditioning(words.inputs.get("positive") ?? positive, "positive");
  const negative = walker.conditioning(words.inputs.get("negative") ?? part("pipe") ?? null, "negative");
  const guidance = walker.upstream(
    words,
    (node) => node.inputs.has("guidance"),
    (name) => !/model|clip|vae|latent|image/.test(name),
  );
  const { model, loras } = findModel(guider ?? sampler, walker);
  return {
    ...noParameters,
    tool: "ComfyUI",
    prompt,
    negativePrompt: negative,
    model,
    sampler: walker.text(sampler.inputs.get("sampler_name") ?? kind?.inputs.get("sampler_name")),
    steps: integer(first("steps", sigmas), 0, 10_000),
    cfg: decimal(first("cfg", guider) ?? walker.number(guidance?.inputs.get("guidance"), "guidance"), 0, 1000),
    seed: seedOf(first("seed", noise) ?? first("noise_seed", noise)),
    ...findSize(sampler, walker),
    loras: loras.length > 0 ? loras : lorasInPrompt(prompt),
  };
}

/** Whether an object is a graph as the interface saves it. */
export const isWorkflow = (data: Json): boolean => asArray(pick(data, "nodes")).length > 0 && "links" in data;

/** What ran (`prompt`) says it best; the interface's own graph is read where that is missing or tells nothing. */
export function readComfyUi(prompt: Json | null, workflow: Json | null): Parameters {
  const ran = prompt && isPromptGraph(prompt) ? readGraph(fromPrompt(prompt)) : null;
  const shown = !ran && workflow ? readGraph(fromWorkflow(workflow)) : null;
  return ran ?? shown ?? { ...noParameters, tool: "ComfyUI" };
}
