import type { MetadataWarning } from "@/lib/metadata/metadata";

/** What `npm run -s metadata` prints for a file. */
export interface Expected {
  tool: string | null;
  prompt: string | null;
  negative_prompt: string | null;
  model: string | null;
  sampler: string | null;
  steps: number | null;
  cfg: number | null;
  seed: number | string | null;
  width: number | null;
  height: number | null;
  loras: { name: string; weight: number | null }[];
  workflow: unknown;
  digital_source_type: string | null;
  c2pa: { present: boolean; generator: string | null };
  warnings: MetadataWarning[];
}

export interface Case {
  /** File name: tool, container, what is special. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly expected: Expected;
}

const nothing: Expected = {
  tool: null,
  prompt: null,
  negative_prompt: null,
  model: null,
  sampler: null,
  steps: null,
  cfg: null,
  seed: null,
  width: null,
  height: null,
  loras: [],
  workflow: null,
  digital_source_type: null,
  c2pa: { present: false, generator: null },
  warnings: [],
};

/** A file and what is expected of it; what is not named is expected to be absent. */
export const file = (name: string, bytes: Buffer, expected: Partial<Expected> = {}): Case => ({
  name,
  bytes,
  expected: { ...nothing, ...expected },
});
