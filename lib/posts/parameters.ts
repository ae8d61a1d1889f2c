import { z } from "zod";
import type { GenerationMetadata } from "@/lib/metadata/metadata";
import { promptLength } from "./upload-limits";

/**
 * What of a file's metadata its author can publish, each by itself. `model` stands for taking it from the file where the
 * form leaves it empty. Places, serial numbers and names are not here, so nobody can.
 */
export const publishableFields = [
  "model",
  "tool",
  "negative_prompt",
  "sampler",
  "steps",
  "cfg",
  "seed",
  "size",
  "loras",
  "workflow",
  "digital_source_type",
  "c2pa",
] as const;
export type PublishableField = (typeof publishableFields)[number];

/** What of it can be taken back later: the model has a field of its own then. */
export const withdrawableFields = publishableFields.filter((field) => field !== "model");
export type WithdrawableField = (typeof withdrawableFields)[number];

/** Names of `fields` with commas between, as a set; `all` stands for each of them where it is allowed. */
const namesOf = <Field extends string>(fields: readonly Field[], { all }: { all: boolean }) =>
  z
    .string()
    .max(500)
    .transform((text, context): ReadonlySet<Field> => {
      if (all && text.trim() === "all") return new Set(fields);
      const names = text.split(",").map((name) => name.trim());
      const chosen = names.filter((name) => name !== "");
      if (chosen.every((name) => (fields as readonly string[]).includes(name)))
        return new Set(fields.filter((field) => chosen.includes(field)));
      context.addIssue({ code: "custom", params: { code: "invalid" }, input: text });
      return z.NEVER;
    });

/** Names with commas between. "all", or nothing sent, is everything that the file tells; empty is nothing. */
export const publishField = namesOf(publishableFields, { all: true }).prefault("all");

/** Names with commas between, of what is no longer to be shown. */
export const withdrawField = namesOf(withdrawableFields, { all: false });

export const loraField = z.object({ name: z.string(), weight: z.number().nullable() });

/** How an image was made, as far as its author publishes it. The prompt and the model are the post's own. */
export const postParameters = z.object({
  tool: z.string().nullable(),
  negativePrompt: z.string().nullable(),
  sampler: z.string().nullable(),
  steps: z.int().nullable(),
  cfg: z.number().nullable(),
  /** A number where JavaScript holds it exactly, otherwise its digits. */
  seed: z.union([z.int(), z.string()]).nullable(),
  /** Pixels that were asked for. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  loras: z.array(loraField),
  digitalSourceType: z.string().nullable(),
  c2paGenerator: z.string().nullable(),
  /** Where ComfyUI's workflow can be downloaded. */
  workflowUrl: z.string().nullable(),
});
export type PostParameters = z.output<typeof postParameters>;

/** The columns that keep them. */
export interface ParameterColumns {
  readonly tool: string | null;
  readonly negativePrompt: string | null;
  readonly sampler: string | null;
  readonly steps: number | null;
  readonly cfg: number | null;
  readonly seed: string | null;
  readonly generationWidth: number | null;
  readonly generationHeight: number | null;
  readonly loras: { name: string; weight: number | null }[];
  readonly digitalSourceType: string | null;
  readonly c2paGenerator: string | null;
  /** JSON text. */
  readonly workflow: string | null;
}

/** Of what the server read in the file, the part that the author chose. */
export function chooseColumns(read: GenerationMetadata, chosen: ReadonlySet<PublishableField>): ParameterColumns {
  const when = <T>(field: PublishableField, value: T): T | null => (chosen.has(field) ? value : null);
  return {
    tool: when("tool", read.tool),
    negativePrompt: when("negative_prompt", read.negativePrompt),
    sampler: when("sampler", read.sampler)?.slice(0, 100) ?? null,
    steps: when("steps", read.steps),
    cfg: when("cfg", read.cfg),
    seed: read.seed === null ? null : when("seed", String(read.seed)),
    generationWidth: when("size", read.width),
    generationHeight: when("size", read.height),
    loras: (when("loras", read.loras) ?? []).map(({ name, weight }) => ({ name, weight })),
    digitalSourceType: when("digital_source_type", read.digitalSourceType),
    c2paGenerator: when("c2pa", read.c2pa.generator),
    workflow: when("workflow", read.workflow),
  };
}

const emptied: Readonly<Record<WithdrawableField, Partial<ParameterColumns>>> = {
  tool: { tool: null },
  negative_prompt: { negativePrompt: null },
  sampler: { sampler: null },
  steps: { steps: null },
  cfg: { cfg: null },
  seed: { seed: null },
  size: { generationWidth: null, generationHeight: null },
  loras: { loras: [] },
  workflow: { workflow: null },
  digital_source_type: { digitalSourceType: null },
  c2pa: { c2paGenerator: null },
};

/** What the columns are when their author takes these back. */
export function emptyColumns(withdrawn: ReadonlySet<WithdrawableField>): Partial<ParameterColumns> {
  return Object.assign({}, ...[...withdrawn].map((field) => emptied[field]));
}

/** A prompt that fits the post, from one that may be longer. */
export const fittingPrompt = (prompt: string): string => [...prompt].slice(0, promptLength).join("").trim();

/** Whether that leaves something out, which its author is told. */
export const isCut = (prompt: string | null): boolean => prompt !== null && [...prompt].length > promptLength;

/** A seed from its column. */
export function seedOfColumn(seed: string | null): number | string | null {
  return seed !== null && Number.isSafeInteger(Number(seed)) ? Number(seed) : seed;
}
