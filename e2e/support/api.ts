import { expect } from "@playwright/test";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { OpenApiDocument, OpenApiOperation } from "@/lib/openapi/types";

export interface Described {
  readonly method: string;
  readonly path: string;
  readonly operation: OpenApiOperation;
}

interface Call {
  /** Values for the braces of the path. */
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  /** JSON unless it is a form, or text with a type of its own among the headers. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

const part = (text: string) => encodeURIComponent(text.replaceAll("~", "~0").replaceAll("/", "~1"));

/**
 * The API as its own document describes it: every answer is held against what the document says about that status, its
 * headers and its body; one that it does not know fails.
 */
export async function describedApi(baseURL: string) {
  const response = await fetch(`${baseURL}/api/openapi.json`);
  expect(response.headers.get("content-type")).toBe("application/json");
  const document = (await response.json()) as OpenApiDocument;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: "document", ...document });

  const operations: Described[] = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  /** `operationId status` of every answer that was held against the document. */
  const seen = new Set<string>();

  function find(operationId: string): Described {
    const found = operations.find(({ operation }) => operation.operationId === operationId);
    if (!found) throw new Error(`the document has no ${operationId}`);
    return found;
  }

  async function hold({ method, path, operation }: Described, answer: Response): Promise<Answer> {
    const { operationId, responses } = operation;
    const what = `${operationId} ${answer.status}`;
    const isFile =
      answer.headers.has("content-disposition") && answer.headers.get("content-type") !== "application/json";
    const text = isFile ? "" : await answer.text();
    const described = responses[answer.status];
    expect(described, `${what} is not described: ${text.slice(0, 300)}`).toBeTruthy();
    for (const name of Object.keys(described?.headers ?? {}))
      expect([what, answer.headers.has(name)]).toEqual([what, true]);
    seen.add(what);
    const types = Object.keys(described?.content ?? {});
    if (isFile) {
      expect([what, types]).toEqual([what, expect.arrayContaining([answer.headers.get("content-type")])]);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0);
      return { status: answer.status, headers: answer.headers, body: {} };
    }
    const [type] = types;
    if (!type) {
      expect([what, text]).toEqual([what, ""]);
      return { status: answer.status, headers: answer.headers, body: {} };
    }
    expect([what, answer.headers.get("content-type")]).toEqual([what, type]);
    // An archive is looked into elsewhere.
    if (type === "application/zip") return { status: answer.status, headers: answer.headers, body: {} };
    const pointer = `/paths/${part(path)}/${method.toLowerCase()}/responses/${answer.status}/content/${part(type)}/schema`;
    const validate = ajv.getSchema(`document#${pointer}`) as ValidateFunction;
    const body = JSON.parse(text) as Record<string, unknown>;
    expect([what, validate(body) ? "" : `${ajv.errorsText(validate.errors)} ${text.slice(0, 500)}`]).toEqual([
      what,
      "",
    ]);
    return { status: answer.status, headers: answer.headers, body };
  }

  async function call(operationId: string, { path = {}, query = {}, body, headers = {} }: Call = {}): Promise<Answer> {
    const described = find(operationId);
    const at = described.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
    const isPlain = body === undefined || body instanceof FormData || typeof body === "string";
    const answer = await fetch(`${baseURL}/api/v1${at}${search && `?${search}`}`, {
      method: described.method,
      headers: { ...(!isPlain && { "Content-Type": "application/json" }), ...headers },
      ...(body !== undefined && { body: isPlain ? (body as string) : JSON.stringify(body) }),
    });
    return hold(described, answer);
  }

  return { document, operations, seen, find, call };
}

export type DescribedApi = Awaited<ReturnType<typeof describedApi>>;
