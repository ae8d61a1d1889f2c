import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { apiDocument } from "@/lib/api-document";
import { verbs } from "@/lib/operation/rest";
import { operations } from "@/lib/registry";
import type { MediaType, OpenApiDocument, ResponseObject } from "./types";

const root = "app/api/v1";
const document = apiDocument();

/** `POST /images/{id}/like likePost` for every verb that a route file gives to an operation. */
function routed(files: Record<string, string>): string[] {
  return Object.entries(files).flatMap(([file, source]) => {
    const path = `/${file.replace(/\/?route\.ts$/, "").replace(/\[(\w+)\]/g, "{$1}")}`;
    return [...source.matchAll(/^export const (\w+) = route\((\w+)\);$/gm)].map(
      ([, verb, operation]) => `${verb} ${path} ${operation}`,
    );
  });
}

function documented({ paths }: OpenApiDocument): string[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => `${method.toUpperCase()} ${path} ${operationId}`),
  );
}

const files = Object.fromEntries(
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => [file, readFileSync(join(root, file), "utf8")]),
);

describe("the document and the routes", () => {
  test("have the same verbs: what is asked for is described, and what is described is there", () => {
    expect(routed(files).length).toBeGreaterThan(20);
    expect(routed(files).sort()).toEqual(documented(document).sort());
  });

  test("a route that nobody described is seen, and a description that nobody serves", () => {
    const more = { ...files, "images/secret/route.ts": "export const GET = route(getSecret);\n" };
    expect(routed(more).sort()).not.toEqual(documented(document).sort());
    const { "images/route.ts": _, ...fewer } = files;
    expect(routed(fewer).sort()).not.toEqual(documented(document).sort());
  });

  test.each(Object.entries(files))("%s answers every verb it does not have, and exports nothing else", (_, source) => {
    const own = [...source.matchAll(/^export const (\w+) = route\(/gm)].map(([, verb]) => verb ?? "");
    const [, refused = "", told = ""] = /^export const \{ (.+) \} = otherVerbs\((.+)\);$/m.exec(source) ?? [];
    expect(told.replaceAll('"', "").split(", ").sort()).toEqual([...own].sort());
    expect([...own, ...refused.split(", ")].sort()).toEqual([...verbs, "OPTIONS"].sort());
    expect(source.match(/^export /gm)).toHaveLength(own.length + 1);
  });

  test("every operation with a REST face is described once", () => {
    const faces = operations.flatMap(({ name, rest }) => (rest ? [`${rest.method} ${rest.path} ${name}`] : []));
    expect(documented(document).sort()).toEqual(faces.sort());
  });
});

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "document", ...document });

/** What is wrong with the examples of a body, by the schema beside them. */
function complaints(pointer: string, media: MediaType): string[] {
  const validate = ajv.getSchema(`document#${pointer}/schema`);
  if (!validate) return [`${pointer} has no schema`];
  const examples = media.examples ? Object.values(media.examples).map(({ value }) => value) : [media.example];
  return examples.flatMap((example) => (validate(example) ? [] : [`${pointer}: ${ajv.errorsText(validate.errors)}`]));
}

const part = (text: string) => encodeURIComponent(text.replaceAll("~", "~0").replaceAll("/", "~1"));

describe("the document", () => {
  test("shows examples that fit their own schemas, of every body and every answer", () => {
    const wrong: string[] = [];
    let count = 0;
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { requestBody, responses }] of Object.entries(methods)) {
        const pointer = `/paths/${part(path)}/${method}`;
        const bodies = Object.entries(requestBody?.content ?? {}).map(
          ([type, media]) => [`${pointer}/requestBody/content/${part(type)}`, media] as const,
        );
        const answers = Object.entries(responses).flatMap(([status, { content = {} }]) =>
          Object.entries(content).map(
            ([type, media]) => [`${pointer}/responses/${status}/content/${part(type)}`, media] as const,
          ),
        );
        for (const [at, media] of [...bodies, ...answers]) {
          count += 1;
          wrong.push(...complaints(at, media));
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });

  test("shows examples that the operations themselves accept and would give", () => {
    for (const { name, rest, input, output } of operations) {
      if (!rest) continue;
      const given = rest.multipart ? { ...rest.example.input, file: new Uint8Array(1) } : (rest.example.input ?? {});
      expect([name, input.safeParse(given).error?.issues ?? []]).toEqual([name, []]);
      expect([name, output.safeParse(rest.example.output).error?.issues ?? []]).toEqual([name, []]);
    }
  });

  test("says what people are told, filled in", () => {
    const { responses } = document.paths["/images"]?.get ?? {};
    const { description, content } = (responses?.["429"] ?? {}) as ResponseObject;
    const said = "That was too often. Try again in 1 second.";
    expect(description).toBe(`\`RATE_LIMITED\` ${said}`);
    expect(JSON.stringify(content)).toContain(said);
  });

  test("names everything in snake_case", () => {
    const names: string[] = [];
    const walk = (node: unknown): void => {
      if (node === null || typeof node !== "object") return;
      const { properties, ...rest } = node as { properties?: Record<string, unknown> };
      if (properties) names.push(...Object.keys(properties));
      for (const child of Object.values({ ...properties, ...rest })) walk(child);
    };
    walk(document);
    for (const { parameters } of Object.values(document.paths).flatMap((methods) => Object.values(methods)))
      names.push(...parameters.filter(({ in: place }) => place !== "header").map(({ name }) => name));
    expect(names.length).toBeGreaterThan(200);
    expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
  });

  test("the image object is exactly the one that programs were promised", () => {
    const image = document.components.schemas.Image as { properties: object; required: string[] };
    const fields =
      "id user_id author image_url variants width height placeholder alt_text prompt model_name is_tournament_opt_in created_at like_count tournament_win_count";
    expect(Object.keys(image.properties).sort()).toEqual(fields.split(" ").sort());
    expect([...image.required].sort()).toEqual(fields.split(" ").sort());
  });
});
