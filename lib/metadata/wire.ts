import type { GenerationMetadata } from "./metadata";

/**
 * One line of JSON in snake case. The workflow is put in as the text it is, because parsing would round its large seeds; the
 * seed is a number where JavaScript holds it exactly, otherwise text.
 */
export function metadataLine({ workflow, ...metadata }: GenerationMetadata): string {
  const { tool, prompt, negativePrompt, model, sampler, steps, cfg, seed, width, height, loras } = metadata;
  const { digitalSourceType, c2pa, warnings } = metadata;
  const before = {
    tool,
    prompt,
    negative_prompt: negativePrompt,
    model,
    sampler,
    steps,
    cfg,
    seed,
    width,
    height,
    loras,
  };
  const after = { digital_source_type: digitalSourceType, c2pa, warnings };
  return `${JSON.stringify(before).slice(0, -1)},"workflow":${workflow ?? "null"},${JSON.stringify(after).slice(1)}`;
}
