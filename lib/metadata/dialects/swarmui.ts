import { asArray, asObject, type Json, pick, pickText } from "../json";
import { metadataLimits } from "../limits";
import { type Lora, noParameters, type Parameters } from "../metadata";
import { decimal, integer, lora, lorasInPrompt, modelName, seedOf } from "../values";

/** A list, or what stood in a text field with commas between. */
const listOf = (value: unknown): readonly unknown[] =>
  typeof value === "string"
    ? value.split(",", metadataLimits.loraEntries)
    : asArray(value).slice(0, metadataLimits.loraEntries);

function lorasOf(data: Json, prompt: string | null): Lora[] {
  const weights = listOf(pick(data, "loraweights"));
  const listed = listOf(pick(data, "loras")).flatMap((name, index) => lora(name, weights[index] ?? 1));
  return listed.length > 0 ? listed : lorasInPrompt(prompt);
}

/** `sui_image_params`: parameter ids in lower case without spaces; numbers may be written as text. @see SwarmUI docs, "Image Metadata Format" */
export function readSwarmUi(root: Json): Parameters {
  const data = asObject(pick(root, "sui_image_params"));
  const prompt = pickText(data, "prompt");
  return {
    ...noParameters,
    tool: "SwarmUI",
    prompt,
    negativePrompt: pickText(data, "negativeprompt"),
    model: modelName(pick(data, "model")),
    sampler: pickText(data, "sampler", "comfyuisampler"),
    steps: integer(pick(data, "steps"), 0, 10_000),
    cfg: decimal(pick(data, "cfgscale"), 0, 1000),
    seed: seedOf(pick(data, "seed")),
    width: integer(pick(data, "width"), 1, 100_000),
    height: integer(pick(data, "height"), 1, 100_000),
    loras: lorasOf(data, prompt),
  };
}
