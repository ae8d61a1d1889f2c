import { createTranslator } from "next-intl";
import { z } from "zod";
import type { Actor } from "@/lib/auth/viewer";
import type { ErrorCode } from "@/lib/errors/app-error";
import { waitValues } from "@/lib/errors/wait";
import words from "@/lib/i18n/catalogue-en";
import type { JsonSchema } from "@/lib/operation/documented";
import { pathFields, type RestFace, tags } from "@/lib/operation/rest";
import { toWireKey } from "@/lib/operation/wire-case";
import { type NamedSchemas, toJsonSchema, toWireExample } from "./json-schema";
import { type Documented, refusalsByStatus } from "./refusals";
import type { OpenApiDocument, OpenApiOperation, Parameter, ResponseObject } from "./types";

/** What stands before the reference. The API's own descriptions are in English alone. */
const about = `Everything the site does, for programs. Names are in snake_case, times are ISO 8601 in UTC, ids are integers.

Errors are \`{ detail, error_code, timestamp }\`, with \`errors\` by field where fields are wrong. \`error_code\` never changes; \`detail\` is for people, in the language of \`Accept-Language\` (English or Korean).

Reads that can be kept carry a weak \`ETag\`: send it back in \`If-None-Match\`, and 304 says that nothing changed. Lists end when \`next_cursor\` is null.

Addresses of images are relative to this site.`;

const who: Record<Actor, string> = {
  anyone: "Anyone.",
  member: "Members.",
  moderator: "Moderators and admins.",
  admin: "Admins.",
};

/** The operations as an OpenAPI 3.1 document. What it says is what the schemas say: nothing is written twice. */
export function buildDocument(operations: readonly Documented[]): OpenApiDocument {
  const named: NamedSchemas = new Map();
  const paths: OpenApiDocument["paths"] = {};
  for (const operation of operations) {
    const { path, method } = operation.rest;
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(operation, named) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Podium", version: "1", description: about },
    servers: [{ url: "/api/v1" }],
    tags: tags.filter((tag) => operations.some(({ rest }) => rest.tag === tag)).map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...nameSchemas(named), Error: errorSchema() },
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "next-auth.session-token",
          description:
            "The cookie of a signed-in browser; `__Secure-next-auth.session-token` over HTTPS. Writes must come from the site's own pages.",
        },
        bearer: { type: "http", scheme: "bearer", description: "`Authorization: Bearer …`" },
      },
    },
  };
}

/** All named schemas, those too that only other named ones refer to. They are answers: nothing named is sent. */
function nameSchemas(named: NamedSchemas): Record<string, JsonSchema> {
  const done: Record<string, JsonSchema> = {};
  // The map grows while it is walked, and the walk goes on over what is new.
  for (const [name, schema] of named) done[name] = toJsonSchema(schema, "output", named);
  return Object.fromEntries(Object.entries(done).sort(([a], [b]) => a.localeCompare(b)));
}

const errorFields = {
  detail: { type: "string" },
  timestamp: { type: "string", format: "date-time" },
  errors: {
    type: "object",
    additionalProperties: {
      type: "object",
      properties: { code: { type: "string" }, detail: { type: "string" } },
      required: ["code", "detail"],
    },
  },
};

function errorSchema(codes?: readonly ErrorCode[]): JsonSchema {
  return {
    type: "object",
    properties: { ...errorFields, error_code: codes ? { type: "string", enum: codes } : { type: "string" } },
    required: ["detail", "error_code", "timestamp"],
  };
}

function describeOperation(operation: Documented, named: NamedSchemas): OpenApiOperation {
  const { name, actor, rest } = operation;
  const input = toJsonSchema(operation.input, "input", named) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  const fields = Object.entries(input.properties ?? {});
  const required = new Set(input.required);
  const example = toWireExample(rest.example.input ?? {}) as Record<string, unknown>;
  const inPath = new Set(pathFields(rest.path).map(toWireKey));
  const inHeader = new Map(Object.entries(rest.headers ?? {}).map(([header, field]) => [toWireKey(field), header]));
  const isRead = rest.method === "GET";

  const parameters: Parameter[] = [];
  const body: [string, JsonSchema][] = [];
  for (const [field, schema] of fields) {
    const header = inHeader.get(field);
    const given = example[field] === undefined ? {} : { example: example[field] };
    if (inPath.has(field)) parameters.push({ name: field, in: "path", required: true, schema, ...given });
    else if (header) parameters.push({ name: header, in: "header", required: required.has(field), schema, ...given });
    else if (isRead) parameters.push({ name: field, in: "query", required: required.has(field), schema, ...given });
    else body.push([field, schema]);
  }
  if (isRead && rest.cache !== "never")
    parameters.push({ name: "If-None-Match", in: "header", required: false, schema: { type: "string" } });
  parameters.push({
    name: "Accept-Language",
    in: "header",
    required: false,
    schema: { type: "string" },
    description: "The language of `detail`.",
    example: "ko",
  });

  return {
    operationId: name,
    tags: [rest.tag],
    summary: rest.summary,
    description: [rest.description, `${who[actor]}`].filter(Boolean).join("\n\n"),
    "x-actor": actor,
    security: actor === "anyone" ? [{}, { session: [] }, { bearer: [] }] : [{ session: [] }, { bearer: [] }],
    parameters,
    ...(body.length > 0 && { requestBody: describeBody(body, required, example, rest.multipart !== undefined) }),
    responses: {
      ...successes(operation, named),
      ...refusals(operation, fields.length > 0),
    },
  };
}

function describeBody(
  body: readonly [string, JsonSchema][],
  required: ReadonlySet<string>,
  example: Readonly<Record<string, unknown>>,
  isMultipart: boolean,
) {
  const names = body.map(([field]) => field);
  const needed = names.filter((field) => required.has(field));
  const schema = {
    type: "object",
    properties: Object.fromEntries(body),
    ...(needed.length > 0 && { required: needed }),
  };
  const given = Object.fromEntries(names.flatMap((field) => (field in example ? [[field, example[field]]] : [])));
  const type = isMultipart ? "multipart/form-data" : "application/json";
  return { required: needed.length > 0, content: { [type]: { schema, example: given } } };
}

const integer = (description: string) => ({ schema: { type: "integer" }, description });
/** Where the caller stands with the operation's limit. */
const standing = {
  "RateLimit-Limit": integer("How many calls there may be in the window."),
  "RateLimit-Remaining": integer("How many of them are left."),
  "RateLimit-Reset": integer("Seconds until the window ends."),
};

const requestId = { schema: { type: "string" }, description: "Names this answer in the server's log." };

function successes({ rest, output, limit }: Documented, named: NamedSchemas): Record<string, ResponseObject> {
  const isKept = rest.method === "GET" && rest.cache !== "never";
  const headers = {
    "X-Request-Id": requestId,
    ...(limit && standing),
    ...(isKept && { ETag: { schema: { type: "string" }, description: "Weak; for `If-None-Match`." } }),
  };
  const content = rest.file
    ? Object.fromEntries(rest.file.types.map((type) => [type, { schema: {}, ...exampleFile(rest) }]))
    : describeAnswer(output, rest, named);
  const status = rest.status ?? 200;
  const answered = (description: string): ResponseObject => ({ description, headers, ...(content && { content }) });
  return {
    ...(rest.otherwise && { [rest.otherwise.status]: answered(rest.otherwise.description) }),
    [status]: answered(status === 201 ? "Done; what is there now." : status === 204 ? "Done." : "The answer."),
    ...(isKept && { 304: { description: "Nothing changed.", headers } }),
  };
}

/** What is in a file: JSON as such, text as text; of bytes there is no example. */
function exampleFile({ file, example }: RestFace): { example?: unknown } {
  const content = file?.content(example.output) ?? "";
  if (typeof content !== "string") return {};
  return { example: file?.types[0] === "application/json" ? JSON.parse(content) : content };
}

function describeAnswer(
  output: z.ZodType,
  { example, otherForm }: RestFace,
  named: NamedSchemas,
): ResponseObject["content"] | undefined {
  if (output._zod.def.type === "void") return undefined;
  // Within an object, so that a schema with a name is referred to even where it is the whole answer.
  const { properties } = toJsonSchema(z.object({ answer: output }), "output", named) as {
    properties: { answer: JsonSchema };
  };
  const json = toWireExample(example.output);
  return {
    "application/json": { schema: properties.answer, example: json },
    ...(otherForm && {
      [otherForm.type]: { schema: { type: "string" }, example: otherForm.write(json as object) },
    }),
  };
}

/** What a refusal says to people, waits being of a second. */
const translate = createTranslator({ locale: "en", messages: words, namespace: "errors.codes" });
const saying = (code: ErrorCode) => translate(code, waitValues());

function refusals(operation: Documented, hasFields: boolean): Record<string, ResponseObject> {
  const responses: Record<string, ResponseObject> = {};
  for (const [status, codes] of refusalsByStatus(operation, hasFields)) {
    const examples = codes.map((code) => [
      code,
      { value: { detail: saying(code), error_code: code, timestamp: "2026-11-24T09:30:00.000Z" } },
    ]);
    responses[status] = {
      description: codes.map((code) => `\`${code}\` ${saying(code)}`).join("\n"),
      headers: {
        "X-Request-Id": requestId,
        "Content-Language": { schema: { type: "string", enum: ["en", "ko"] } },
        ...(status === 429 && standing),
        ...((status === 503 || status === 429) && {
          "Retry-After": { schema: { type: "integer" }, description: "Seconds." },
        }),
      },
      content: { "application/json": { schema: errorSchema(codes), examples: Object.fromEntries(examples) } },
    };
  }
  return responses;
}
