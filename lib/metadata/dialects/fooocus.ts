import { asArray, asObject, type Json, pick, pickText } from "../json";
import { metadataLimits } from "../limits";
import { type Lora, noParameters, type Parameters } from "../metadata";
import { decimal, integer, lora, modelName, seedOf, sizeOf } from "../values";

/** "name : 0.5", as Fooocus joins a LoRA and its weight. */
function combined(text: string): Lora[] {
  const at = text.lastIndexOf(" : ");
  return at < 0 ? lora(text, null) : lora(text.slice(0, at), text.slice(at + 3));
}

/** A list of [name, weight, hash], or one "name : weight" under each of "lora_combined_1", "LoRA 1" and so on. */
function lorasOf(data: Json): Lora[] {
  const list = asArray(pick(data, "loras"))
    .slice(0, metadataLimits.loraEntries)
    .flatMap((entry) => {
      const [name, weight] = asArray(entry);
      return lora(name, weight);
    });
  if (list.length > 0) return list;
  return Object.entries(data).flatMap(([key, value]) =>
    /^(lora_combined_|LoRA )\d{1,2}$/.test(key) && typeof value === "string" ? combined(value) : [],
  );
}

export const isFooocus = (data: Json): boolean =>
  /^fooocus/i.test(pickText(data, "version", "Version") ?? "") ||
  pick(data, "metadata_scheme") === "fooocus" ||
  (pick(data, "base_model", "Base Model") !== undefined && pick(data, "performance", "Performance") !== undefined);

/** `parameters`, or an EXIF UserComment: JSON with keys as its log had them, later in snake case. */
export function readFooocus(data: Json): Parameters {
  const size = sizeOf(pick(data, "resolution", "Resolution"));
  return {
    ...noParameters,
    tool: "Fooocus",
    prompt: pickText(data, "prompt", "Prompt"),
    negativePrompt: pickText(data, "negative_prompt", "Negative Prompt"),
    model: modelName(pick(data, "base_model", "Base Model")),
    sampler: pickText(data, "sampler", "Sampler"),
    steps: integer(pick(data, "steps", "Steps"), 0, 10_000),
    cfg: decimal(pick(data, "guidance_scale", "Guidance Scale"), 0, 1000),
    seed: seedOf(pick(data, "seed", "Seed")),
    width: integer(size.width ?? pick(data, "width"), 1, 100_000),
    height: integer(size.height ?? pick(data, "height"), 1, 100_000),
    loras: lorasOf(data),
  };
}

export const isRuinedFooocus = (data: Json): boolean =>
  pick(data, "software") === "RuinedFooocus" ||
  (pick(data, "base_model_name") !== undefined && pick(data, "sampler_name") !== undefined);

/** Each LoRA is [hash, "weight - name"], in older versions the text alone. */
export function readRuinedFooocus(data: Json): Parameters {
  return {
    ...noParameters,
    tool: "RuinedFooocus",
    prompt: pickText(data, "Prompt", "prompt"),
    negativePrompt: pickText(data, "Negative", "negative_prompt"),
    model: modelName(pick(data, "base_model_name")),
    sampler: pickText(data, "sampler_name"),
    steps: integer(pick(data, "steps"), 0, 10_000),
    cfg: decimal(pick(data, "cfg"), 0, 1000),
    seed: seedOf(pick(data, "seed")),
    width: integer(pick(data, "width"), 1, 100_000),
    height: integer(pick(data, "height"), 1, 100_000),
    loras: asArray(pick(data, "loras"))
      .slice(0, metadataLimits.loraEntries)
      .flatMap((entry) => {
        const named = asObject(entry);
        const text = typeof entry === "string" ? entry : String(asArray(entry).at(-1) ?? "");
        const match = /^\s*(-?[\d.]{1,10}) - (.{1,300})$/s.exec(text);
        return match ? lora(match[2], match[1]) : lora(pick(named, "name") ?? text, pick(named, "weight"));
      }),
  };
}
