import { buildDocument } from "./openapi/document";
import type { Documented } from "./openapi/refusals";
import type { OpenApiDocument } from "./openapi/types";
import { operations } from "./registry";

let document: OpenApiDocument | undefined;

/** The API's document: every operation that has a REST face. Built once, from constants alone. */
export function apiDocument(): OpenApiDocument {
  document ??= buildDocument(operations.filter((operation): operation is Documented => operation.rest !== undefined));
  return document;
}
