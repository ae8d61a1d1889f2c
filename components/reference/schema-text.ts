import type { ErrorCode } from "@/lib/errors/app-error";
import type { ResponseObject } from "@/lib/openapi/types";
import type { JsonSchema } from "@/lib/operation/documented";

/** The name of the object that a schema refers to. */
export const refName = (schema: JsonSchema): string | null =>
  typeof schema.$ref === "string" ? (schema.$ref.split("/").at(-1) ?? null) : null;

function range(low: unknown, high: unknown): string {
  if (low === undefined && high === undefined) return "";
  if (low === undefined) return ` ≤ ${high}`;
  return high === undefined ? ` ≥ ${low}` : ` ${low}–${high}`;
}

/** A schema in a few words: `integer 1–100`, `Image[]`, `string | null`. */
export function schemaText(schema: JsonSchema): string {
  const name = refName(schema);
  if (name) return name;
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map((each) => schemaText(each as JsonSchema)).join(" | ");
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.prefixItems)) return `[${schema.prefixItems.map((each) => schemaText(each)).join(", ")}]`;
  if (schema.items) return `${schemaText(schema.items as JsonSchema)}[]`;
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : String(schema.type ?? "any");
  const format = schema.format ? ` (${schema.format})` : "";
  return `${type}${format}${range(schema.minimum ?? schema.minLength, schema.maximum ?? schema.maxLength)}`;
}

/** The properties to list below a schema: its own, or those of the items of a list of nameless objects. */
export function propertiesOf(schema: JsonSchema): [string, JsonSchema, boolean][] {
  const list = schema.items as JsonSchema | undefined;
  const object = (
    list && !refName(list)
      ? list
      : ((schema.anyOf as JsonSchema[] | undefined)?.find((each) => each.properties) ?? schema)
  ) as JsonSchema;
  const required = new Set((object.required as string[] | undefined) ?? []);
  return Object.entries((object.properties ?? {}) as Record<string, JsonSchema>).map(([name, each]) => [
    name,
    each,
    required.has(name),
  ]);
}

/** The codes that an answer may carry; none for a success. */
export function codesOf({ content }: ResponseObject): readonly ErrorCode[] {
  const { properties } = (content?.["application/json"]?.schema ?? {}) as {
    properties?: { error_code?: { enum?: readonly ErrorCode[] } };
  };
  return properties?.error_code?.enum ?? [];
}
