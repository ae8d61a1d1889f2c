import { asArray, asObject, type Json, parseJson, pick, pickText } from "../json";
import { metadataLimits } from "../limits";
import { noParameters, type Parameters } from "../metadata";
import { decimal, integer, lorasInPrompt, modelName, sizeOf as readSize, seedOf } from "../values";
import { fromPrompt, type Graph, isPromptGraph, type Node } from "./graph";
import { findModel } from "./models";
import { isBundle, isShowing, isThrough } from "./names";
import { createWalker, type Walker } from "./walk";
import { fromWorkflow } from "./workflow";

const saves = /save.*image|image.*save|saver|^SaveAnimated|^SaveWEBM/i;
const previews = /preview.*image|imagepreview/i;

const has = (node: Node, ...names: string[]) => names.some((name) => node.inputs.has(name));

/** A node that turns noise into an image. A context that hands all that on is none. */
const isSampler = (node: Node) =>
  (has(node, "positive", "guider", "conditioning") || [...node.inputs.keys()].some(isBundle)) &&
  has(node, "seed", "noise_seed", "noise", "steps", "sigmas") &&
  (has(node, "sampler_name", "sampler", "sigmas", "latent_image") || /sampler/i.test(node.type)) &&
  !/^context/i.test(node.type);

/** A node that makes an image of words elsewhere, and does not say how. */
const isGenerator = (node: Node) =>
  has(node, "prompt", "positive", "positive_prompt") &&
  has(node, "seed", "noise_seed", "model", "size", "aspect_ratio", "resolution", "width", "n");

const isPixels = (name: string) => /latent|samples|image|pixels/i.test(name) || isThrough(name) || isBundle(name);

/**
 * The sampler that began the image that was saved. Later ones (high-resolution passes, refiners, detailers) start from its
 * result. Other samplers of the graph, which lead elsewhere, are not it.
 */
function findSampler(graph: Graph, walker: Walker): Node | null {
  const nodes = [...graph.values()];
  const ends = [saves, previews].flatMap((kind) => nodes.filter((node) => kind.test(node.type)));
  let sampler: Node | null = null;
  for (const end of ends) sampler ??= walker.upstream(end, isSampler);
  for (const end of ends) sampler ??= walker.upstream(end, isGenerator, isPixels);
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

/** "832 x 1216", which a node offers beside numbers of one's own, or those. */
function sizeOf(node: Node, walker: Walker): { width: number | null; height: number | null } {
  const listed = ["resolution", "size", "dimensions"].map((name) => node.inputs.get(name));
  const said = readSize(listed.find((value) => typeof value === "string" && /^\s*\d+\s*[x×]\s*\d/.test(value)));
  const of = (name: "width" | "height") =>
    said[name] ?? walker.number(node.inputs.get(name) ?? node.inputs.get(`empty_latent_${name}`), name);
  return { width: integer(of("width"), 1, 100_000), height: integer(of("height"), 1, 100_000) };
}

function findSize(sampler: Node, walker: Walker): { width: number | null; height: number | null } {
  const isSized = (node: Node) => Object.values(sizeOf(node, walker)).every((value) => value !== null);
  const node = isSized(sampler) ? sampler : walker.upstream(sampler, isSized, isPixels);
  return node ? sizeOf(node, walker) : { width: null, height: null };
}

const samplerKeys = ["sampler_name", "sampler", "value", "string"];

function readGraph(graph: Graph): Parameters | null {
  const walker = createWalker(graph);
  const sampler = findSampler(graph, walker);
  if (!sampler) return null;
  const given = (name: string) => sampler.inputs.get(name);
  const guider = walker.upstream(
    sampler,
    (node) => has(node, "conditioning", "positive", "cond1"),
    (name, node) => node !== sampler || name === "guider",
  );
  const words = guider && !has(sampler, "positive", "conditioning") ? guider : sampler;
  const prompt = walker.words(words, "positive");
  const guidance = walker.upstream(
    words,
    (node) => node.inputs.has("guidance"),
    (name) => !/model|clip|vae|latent|image|neg/.test(name),
  );
  const cfg = ["cfg", "cfg_conds", "true_gs"].flatMap((name) => [given(name), words.inputs.get(name)]);
  const strength = cfg.find((value) => value !== undefined) ?? given("guidance") ?? guidance?.inputs.get("guidance");
  const kind = walker.setting(given("sampler_name") ?? given("sampler"), samplerKeys, /sampler/i);
  const steps = given("steps") ?? walker.setting(given("sigmas"), ["steps"], /sigmas/i);
  const { model, loras } = findModel(sampler, walker);
  return {
    ...noParameters,
    tool: "ComfyUI",
    prompt,
    negativePrompt: walker.words(words, "negative"),
    model,
    sampler: typeof kind === "string" ? kind : null,
    steps: integer(walker.number(steps, "steps"), 0, 10_000),
    cfg: decimal(walker.number(strength, "cfg"), 0, 1000),
    seed: seedOf(walker.number(given("seed") ?? given("noise_seed") ?? given("noise"), "seed")),
    ...findSize(sampler, walker),
    loras: loras.length > 0 ? loras : lorasInPrompt(prompt),
  };
}

/** The words that a node shows are of the run before in `prompt`, and of this one in `workflow`. */
function withShown(graph: Graph, workflow: Json | null): Graph {
  const showing = [...graph.values()].filter((node) => isShowing(node));
  if (!workflow || showing.length === 0) return graph;
  const shown = fromWorkflow(workflow);
  const result = new Map(graph);
  for (const node of showing) {
    const words = [...(shown.get(node.id)?.inputs ?? [])].find(([name]) => /^(?:text|widget)_\d+$/.test(name))?.[1];
    if (words) result.set(node.id, { ...node, inputs: new Map([...node.inputs, ["text_0", words]]) });
  }
  return result;
}

/** Whether an object is a graph as the interface saves it. */
export const isWorkflow = (data: Json): boolean => asArray(pick(data, "nodes")).length > 0 && "links" in data;

/** Civitai's graphs name models by where they are, and beside the graph, in JSON within JSON, how they are called. */
function renamed(parameters: Parameters, prompt: Json): Parameters {
  const about = asObject(parseJson(pickText(prompt, "extraMetadata") ?? "", () => {}));
  const names = new Map<string, string>();
  for (const value of asArray(pick(about, "resources")).slice(0, metadataLimits.loraEntries)) {
    const [version, name] = [pick(asObject(value), "modelVersionId"), pickText(asObject(value), "modelName", "name")];
    if (name) names.set(String(version), name);
  }
  const called = (name: string) => {
    const version = /^urn:air:.*@(\d{1,20})$/.exec(name)?.[1];
    return modelName(version && names.get(version)) ?? name;
  };
  const loras = parameters.loras.map((each) => ({ ...each, name: called(each.name) }));
  return { ...parameters, model: parameters.model && called(parameters.model), loras };
}

/** What ran (`prompt`) says it best; the interface's own graph is read where that is missing or tells nothing. */
export function readComfyUi(prompt: Json | null, workflow: Json | null): Parameters {
  const ran = prompt && isPromptGraph(prompt) ? readGraph(withShown(fromPrompt(prompt), workflow)) : null;
  const shown = !ran && workflow ? readGraph(fromWorkflow(workflow)) : null;
  if (ran && prompt) return renamed(ran, prompt);
  return shown ?? { ...noParameters, tool: "ComfyUI" };
}
