import { z } from "zod";

/** A JSON Schema, as far as we write them. */
export type JsonSchema = { [key: string]: unknown };

interface WireForm {
  /** The name under which the API's document keeps it once, and everything else refers to it. */
  readonly name?: string;
  /** What it looks like on the wire, where zod cannot tell: behind a transformation, or in a custom check. */
  readonly schema?: JsonSchema;
}

/** What the API's document says about a schema beyond what zod knows. */
export const wireForms = z.registry<WireForm>();

/** The schema itself, after telling the API's document about it. */
export function documented<T extends z.ZodType>(schema: T, form: WireForm): T {
  wireForms.add(schema as never, form);
  return schema;
}
