import { asObject, pick, pickText } from "../json";
import { metadataLimits } from "../limits";
import type { Lora } from "../metadata";
import { lora, lorasInPrompt, modelName } from "../values";
import { isLink, type Node } from "./graph";
import { isBundle, isThrough } from "./names";
import type { Walker } from "./walk";

const checkpointKeys = [
  "ckpt_name",
  "unet_name",
  "gguf_name",
  "base_ckpt_name",
  "model_name",
  "model_path",
  "checkpoint",
  "diffusion_model",
];

const weightKeys = [
  "strength_model",
  "model_strength",
  "lora_model_strength",
  "strength",
  "lora_strength",
  "lora_weight",
  "weight",
];

const isOff = (value: unknown) => value === false || /^(?:off|false|disabled?)$/i.test(String(value ?? ""));

/** One weight for model and words, or one for each: both are there, and `mode` says which counts. */
const [simple, both] = [
  ["lora_wt_#", "lora_#_strength", "strength_#", "lora_strength_#", "lora_weight_#", "weight_#"],
  ["model_str_#", "lora_#_model_strength", "model_weight_#", "strength_model_#", "model_strength_#"],
];

/** A stack of numbered LoRAs, of which only so many count and some may be switched off. */
function numbered(node: Node, walker: Walker): Lora[] {
  const given = (pattern: string, number: string) => node.inputs.get(pattern.replace("#", number));
  const count = node.inputs.get("lora_count") ?? node.inputs.get("num_loras");
  const mode = String(node.inputs.get("input_mode") ?? node.inputs.get("mode") ?? "");
  const weights = /^simple/i.test(mode) ? [...simple, ...both] : [...both, ...simple];
  return [...node.inputs].flatMap(([key, value]) => {
    const number = /^lora_(?:name_)?(\d{1,3})(?:_name)?$/.exec(key)?.[1];
    if (!number || (typeof value !== "string" && !isLink(value))) return [];
    if (typeof count === "number" && Number(number) > count) return [];
    if (["switch_#", "enabled_#", "lora_#_enabled", "on_#"].some((name) => isOff(given(name, number)))) return [];
    const weight = weights.map((name) => given(name, number)).find((each) => each !== undefined);
    return lora(walker.text(value), walker.number(weight, "strength_model"));
  });
}

/** LoRAs as objects, alone or in a list: rgthree's Power Lora Loader and the LoRA Manager write such. */
function listed(node: Node): Lora[] {
  return [...node.inputs].flatMap(([key, value]) =>
    (Array.isArray(value) ? value.slice(0, metadataLimits.loraEntries) : [value]).flatMap((each) => {
      const entry = asObject(each);
      const name = pickText(entry, "lora", "lora_name") ?? (/lora/i.test(key) ? pickText(entry, "name") : null);
      if (name === null || ["on", "active", "enabled"].some((flag) => isOff(pick(entry, flag)))) return [];
      return lora(name, pick(entry, ...weightKeys));
    }),
  );
}

/** The LoRAs that one node lays on a model. */
function lorasOf(node: Node, walker: Walker): Lora[] {
  if (isOff(node.inputs.get("toggle"))) return [];
  const name = node.inputs.get("lora_name");
  const single =
    name === undefined
      ? []
      : lora(
          walker.text(name),
          walker.number(
            weightKeys.map((key) => node.inputs.get(key)).find((weight) => weight !== undefined),
            "strength_model",
          ),
        );
  const found = [...single, ...numbered(node, walker), ...listed(node)];
  if (found.length > 0) return found;
  const words = ["populated_text", "text", "prompt"].map((key) => node.inputs.get(key)).find((text) => text);
  return lorasInPrompt(walker.text(words));
}

function modelOf(node: Node, walker: Walker): string | null {
  const key = checkpointKeys.find((name) => node.inputs.has(name));
  if (!key) return null;
  const given = walker.setting(node.inputs.get(key), checkpointKeys) ?? walker.text(node.inputs.get(key));
  return modelName(given);
}

/** Models of other kinds are no checkpoints, and a bundle's is behind the node's own. */
function leadsToModel(name: string, node: Node): boolean {
  if (/upscale|clip|vision|style|control|adapter|detect|segm|sam_/i.test(name)) return false;
  if (isBundle(name)) return !isLink(node.inputs.get("model"));
  return /model|lora_stack|optional_lora|guider/i.test(name) || isThrough(name);
}

/** The checkpoint at the end of the model's way, and the LoRAs on it, the one next to the checkpoint first. */
export function findModel(sampler: Node, walker: Walker): { model: string | null; loras: Lora[] } {
  const loras: Lora[][] = [];
  let model: string | null = null;
  const look = (node: Node): boolean => {
    loras.push(lorasOf(node, walker));
    model ??= modelOf(node, walker);
    return false;
  };
  // To the end of all ways: a loader may be given its LoRAs as a stack.
  look(sampler);
  walker.upstream(sampler, look, leadsToModel);
  // Who has it from elsewhere names it.
  model ??= modelName(pickText(Object.fromEntries(sampler.inputs), "model"));
  const byName = new Map<string, Lora>();
  for (const each of loras.reverse().flat()) if (!byName.has(each.name)) byName.set(each.name, each);
  return { model, loras: [...byName.values()] };
}
