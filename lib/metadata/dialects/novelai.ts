import { asArray, asObject, type Json, pick, pickText } from "../json";
import { noParameters, type Parameters } from "../metadata";
import { decimal, integer, seedOf } from "../values";

/** From version 4 on a prompt is a base and one part a character. */
function captionOf(value: unknown): string | null {
  const caption = asObject(pick(asObject(value), "caption"));
  const parts = [
    pickText(caption, "base_caption"),
    ...asArray(pick(caption, "char_captions")).map((each) => pickText(asObject(each), "char_caption")),
  ];
  return parts.filter((part) => part?.trim()).join("\n") || null;
}

/** "NovelAI Diffusion V3 1A2B3C4D" names a model and the hash of its weights. */
const modelOf = (source: string | null) => source?.slice(0, 500).replace(/\s+[0-9A-F]{8}$/, "") ?? null;

/** `Comment` is JSON; `Description` repeats the prompt, `Source` names the model. */
export function readNovelAi(
  comment: Json,
  { description, source }: { description: string | null; source: string | null },
): Parameters {
  return {
    ...noParameters,
    tool: "NovelAI",
    prompt: captionOf(pick(comment, "v4_prompt")) ?? pickText(comment, "prompt") ?? description,
    negativePrompt: captionOf(pick(comment, "v4_negative_prompt")) ?? pickText(comment, "uc", "negative_prompt"),
    model: modelOf(source),
    sampler: pickText(comment, "sampler"),
    steps: integer(pick(comment, "steps"), 0, 10_000),
    cfg: decimal(pick(comment, "scale"), 0, 1000),
    seed: seedOf(pick(comment, "seed")),
    width: integer(pick(comment, "width"), 1, 100_000),
    height: integer(pick(comment, "height"), 1, 100_000),
  };
}
