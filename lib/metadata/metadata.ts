/** Why something in a file was left out. Its words are in the message catalogue, under `metadata.warnings`. */
export const metadataWarnings = [
  "not_an_image",
  "truncated",
  "text_too_large",
  "too_much_text",
  "inflate_too_large",
  "inflate_broken",
  "json_too_deep",
  "json_too_large",
  "json_broken",
  "encoding_broken",
  "exif_broken",
  "xmp_broken",
  "c2pa_unreadable",
  "workflow_too_large",
  "prompt_cut",
  "loras_cut",
] as const;
export type MetadataWarning = (typeof metadataWarnings)[number];

export interface Lora {
  /** Without folders and file ending. */
  readonly name: string;
  /** Its weight on the model; null when the file does not say. */
  readonly weight: number | null;
}

/** What a dialect can say about how an image was made. */
export interface Parameters {
  readonly tool: string | null;
  readonly prompt: string | null;
  readonly negativePrompt: string | null;
  /** Without folders and file ending. */
  readonly model: string | null;
  readonly sampler: string | null;
  readonly steps: number | null;
  readonly cfg: number | null;
  /** A number where JavaScript holds it exactly, otherwise its digits: seeds go up to 2⁶⁴ − 1. */
  readonly seed: number | string | null;
  /** Pixels that were asked for; the file may have been scaled since. */
  readonly width: number | null;
  readonly height: number | null;
  readonly loras: readonly Lora[];
  /** A ComfyUI graph as JSON text: parsed, its large seeds would be rounded. */
  readonly workflow: string | null;
}

export interface GenerationMetadata extends Parameters {
  /** The last part of IPTC's URI, e.g. trainedAlgorithmicMedia. */
  readonly digitalSourceType: string | null;
  /** Whether a manifest is there, and who it says made it. Its signature is not checked. */
  readonly c2pa: { readonly present: boolean; readonly generator: string | null };
  readonly warnings: readonly MetadataWarning[];
}

export const noParameters: Parameters = {
  tool: null,
  prompt: null,
  negativePrompt: null,
  model: null,
  sampler: null,
  steps: null,
  cfg: null,
  seed: null,
  width: null,
  height: null,
  loras: [],
  workflow: null,
};
