import { z } from "zod";
import { type JsonSchema, wireForms } from "@/lib/operation/documented";
import { toWire, toWireKey } from "@/lib/operation/wire-case";

function replaceWith(target: JsonSchema, content: JsonSchema): void {
  for (const key of Object.keys(target)) delete target[key];
  Object.assign(target, content);
}

/** Schemas by the name under which the document keeps them. */
export type NamedSchemas = Map<string, z.ZodType>;

/**
 * A zod schema as JSON Schema 2020-12 in the names of the wire: what may be sent, or what is answered. Schemas with a
 * name are referred to, and put into `named`.
 */
export function toJsonSchema(schema: z.ZodType, io: "input" | "output", named: NamedSchemas): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    target: "draft-2020-12",
    unrepresentable: "any",
    override({ zodSchema, jsonSchema, path }) {
      const form = wireForms.get(zodSchema as never);
      if (zodSchema._zod.def.type === "date") replaceWith(jsonSchema, { type: "string", format: "date-time" });
      // Every UUID there is: zod's pattern says no more than the format.
      if (jsonSchema.format === "uuid") delete jsonSchema.pattern;
      // The bounds of JavaScript's own integers say nothing.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      const { prefixItems } = jsonSchema;
      if (prefixItems) Object.assign(jsonSchema, { minItems: prefixItems.length, maxItems: prefixItems.length });
      if (form?.schema) replaceWith(jsonSchema, form.schema);
      if (!form?.name || path.length === 0) return;
      named.set(form.name, zodSchema as unknown as z.ZodType);
      replaceWith(jsonSchema, { $ref: `#/components/schemas/${form.name}` });
    },
  }) as JsonSchema;
  return toWireNames(json) as JsonSchema;
}

/** The same schema with its properties named as on the wire. What is not a property's name stays as it is. */
function toWireNames(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toWireNames);
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key === "properties") {
        const properties = Object.entries(value as object).map(([name, each]) => [toWireKey(name), toWireNames(each)]);
        return [key, Object.fromEntries(properties)];
      }
      if (key === "required") return [key, (value as string[]).map(toWireKey)];
      if (key === "default" || key === "enum" || key === "const") return [key, value];
      return [key, toWireNames(value)];
    }),
  );
}

/** An example in the names of the wire, as JSON has it. */
export const toWireExample = (value: unknown): unknown => JSON.parse(JSON.stringify(toWire(value) ?? null));
