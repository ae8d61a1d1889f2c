import { asArray, asObject, type Json, pick, pickText } from "../json";
import { metadataLimits } from "../limits";
import { noParameters, type Parameters } from "../metadata";
import { decimal, integer, lora, modelName, seedOf, sizeOf } from "../values";

export const isDrawThings = (data: Json): boolean =>
  typeof pick(data, "c") === "string" && (pick(data, "sampler") !== undefined || pick(data, "uc") !== undefined);

/** XMP's exif:UserComment is JSON: `c` what is asked for, `uc` what to avoid, the rest under plain names, more in `v2`. */
export function readDrawThings(data: Json): Parameters {
  const size = sizeOf(pick(data, "size"));
  const more = asObject(pick(data, "v2"));
  return {
    ...noParameters,
    tool: "Draw Things",
    prompt: pickText(data, "c"),
    negativePrompt: pickText(data, "uc"),
    model: modelName(pick(data, "model") ?? pick(more, "model")),
    sampler: pickText(data, "sampler"),
    steps: integer(pick(data, "steps") ?? pick(more, "steps"), 0, 10_000),
    cfg: decimal(pick(data, "scale") ?? pick(more, "guidanceScale"), 0, 1000),
    seed: seedOf(pick(data, "seed") ?? pick(more, "seed")),
    width: integer(size.width ?? pick(more, "width"), 1, 100_000),
    height: integer(size.height ?? pick(more, "height"), 1, 100_000),
    loras: asArray(pick(data, "lora", "loras") ?? pick(more, "loras"))
      .slice(0, metadataLimits.loraEntries)
      .flatMap((entry) => {
        const each = asObject(entry);
        return lora(pick(each, "model", "file"), pick(each, "weight"));
      }),
  };
}
