import type { GenerationMetadata } from "@/lib/metadata/metadata";
import { lorasInPrompt } from "@/lib/metadata/values";
import type { PostParameters, PublishableField } from "./parameters";

type Shown = Omit<PostParameters, "workflowUrl">;

/** What a file says, in the form in which a post would show it. */
export function parametersOf(read: GenerationMetadata): Shown {
  return { ...read, loras: [...read.loras], c2paGenerator: read.c2pa.generator };
}

const loraText = ({ name, weight }: Shown["loras"][number]) => (weight === null ? name : `${name} (${weight})`);

/** The parameters that are known, each as one text, in the order in which people read them. */
export function parameterTexts(parameters: Shown): [PublishableField, string][] {
  const { tool, sampler, steps, cfg, seed, width, height, loras, negativePrompt } = parameters;
  const all: [PublishableField, string | number | null][] = [
    ["tool", tool],
    ["sampler", sampler],
    ["steps", steps],
    ["cfg", cfg],
    ["seed", seed],
    ["size", width && height ? `${width} × ${height}` : null],
    ["loras", loras.map(loraText).join(", ") || null],
    ["negative_prompt", negativePrompt],
    ["digital_source_type", parameters.digitalSourceType],
    ["c2pa", parameters.c2paGenerator],
  ];
  return all.flatMap(([field, value]): [PublishableField, string][] =>
    value === null ? [] : [[field, String(value)]],
  );
}

/** A value of A1111's line of settings; one with a comma or a colon is quoted there. */
const setting = (value: string | number) => (/[,:"\n]/.test(String(value)) ? JSON.stringify(value) : String(value));

/**
 * All of it in the form that A1111 shows below an image, which its successors and many sites take back by pasting. `version` says
 * who made it, and that there is a line of settings whatever else is known.
 */
export function a1111Text(
  { prompt, modelName }: { prompt: string; modelName: string | null },
  parameters: Shown,
  version: string | null = null,
): string {
  const { sampler, steps, cfg, seed, width, height, loras, negativePrompt } = parameters;
  // There a LoRA is called within the prompt, whole names and without their folders.
  const said = new Set(lorasInPrompt(prompt).map(({ name }) => name));
  const called = loras.filter(({ name }) => !said.has(name)).map(({ name, weight }) => `<lora:${name}:${weight ?? 1}>`);
  const settings: [string, string | number | null][] = [
    ["Steps", steps],
    ["Sampler", sampler],
    ["CFG scale", cfg],
    ["Seed", seed],
    ["Size", width && height ? `${width}x${height}` : null],
    ["Model", modelName],
    ["Version", version],
  ];
  const known = settings.filter((pair): pair is [string, string | number] => pair[1] !== null);
  return [
    [prompt, ...called].join(" "),
    ...(negativePrompt ? [`Negative prompt: ${negativePrompt}`] : []),
    ...(known.length > 0 ? [known.map(([name, value]) => `${name}: ${setting(value)}`).join(", ")] : []),
  ].join("\n");
}
