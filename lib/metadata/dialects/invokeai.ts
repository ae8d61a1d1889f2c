import { asArray, asObject, type Json, pick, pickText } from "../json";
import { metadataLimits } from "../limits";
import { noParameters, type Parameters } from "../metadata";
import { decimal, integer, lora, modelName, seedOf } from "../values";

/** A model by its record, which named its name differently over time, or by its name alone. */
function nameIn(value: unknown): string | null {
  return typeof value === "string" ? value : pickText(asObject(value), "name", "model_name", "key");
}

/** Version 3 and later: `invokeai_metadata`. */
export function readInvokeMetadata(data: Json): Parameters {
  return {
    ...noParameters,
    tool: "InvokeAI",
    prompt: pickText(data, "positive_prompt"),
    negativePrompt: pickText(data, "negative_prompt"),
    model: modelName(nameIn(pick(data, "model"))),
    sampler: pickText(data, "scheduler"),
    steps: integer(pick(data, "steps"), 0, 10_000),
    cfg: decimal(pick(data, "cfg_scale", "guidance"), 0, 1000),
    seed: seedOf(pick(data, "seed")),
    width: integer(pick(data, "width"), 1, 100_000),
    height: integer(pick(data, "height"), 1, 100_000),
    loras: asArray(pick(data, "loras"))
      .slice(0, metadataLimits.loraEntries)
      .flatMap((entry) => {
        const each = asObject(entry);
        return lora(nameIn(pick(each, "model", "lora")), pick(each, "weight"));
      }),
  };
}

/** Up to version 2 what stands in square brackets is what to avoid. */
function splitPrompt(text: string): Pick<Parameters, "prompt" | "negativePrompt"> {
  const negative: string[] = [];
  const prompt = text.replace(/\[([^[\]]*)\]/g, (_, words: string) => {
    negative.push(words.trim());
    return "";
  });
  return { prompt: prompt.replace(/ {2,}/g, " "), negativePrompt: negative.join(", ") || null };
}

/** Version 2: `sd-metadata`. */
export function readSdMetadata(data: Json): Parameters {
  const image = asObject(pick(data, "image"));
  const given = pick(image, "prompt");
  const words =
    typeof given === "string"
      ? given
      : asArray(given)
          .map((part) => pickText(asObject(part), "prompt") ?? "")
          .join(" ");
  return {
    ...noParameters,
    tool: "InvokeAI",
    ...splitPrompt(words),
    model: modelName(pick(data, "model_weights")),
    sampler: pickText(image, "sampler"),
    steps: integer(pick(image, "steps"), 0, 10_000),
    cfg: decimal(pick(image, "cfg_scale"), 0, 1000),
    seed: seedOf(pick(image, "seed")),
    width: integer(pick(image, "width"), 1, 100_000),
    height: integer(pick(image, "height"), 1, 100_000),
  };
}

/** Version 1: `Dream`, the command as it was typed: "prompt" -s 50 -S 12345 -W 512 -H 512 -C 7.5 -A k_lms. */
export function readDream(text: string): Parameters {
  const quoted = text.startsWith('"') ? text.lastIndexOf('"') : -1;
  const optionsAt = quoted > 0 ? quoted + 1 : Math.max(0, text.search(/ -[A-Za-z] ?[\d"k]/));
  const options = new Map<string, string>();
  for (const [, key = "", value = ""] of text.slice(optionsAt).matchAll(/(?:^|\s)-([A-Za-z]) ?([^\s-][^\s]{0,60})/g)) {
    options.set(key, value);
  }
  return {
    ...noParameters,
    tool: "InvokeAI",
    ...splitPrompt(quoted > 0 ? text.slice(1, quoted) : optionsAt > 0 ? text.slice(0, optionsAt) : text),
    sampler: options.get("A") ?? null,
    steps: integer(options.get("s"), 0, 10_000),
    cfg: decimal(options.get("C"), 0, 1000),
    seed: seedOf(options.get("S")),
    width: integer(options.get("W"), 1, 100_000),
    height: integer(options.get("H"), 1, 100_000),
  };
}
