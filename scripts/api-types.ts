import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import { apiDocument } from "../lib/api-document";

/** The types of a client of our API, as anyone would generate them from the document; the journey in e2e is checked by them. */
const file = "e2e/generated/api.d.ts";
const types = astToString(await openapiTS(JSON.stringify(apiDocument())));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, types);
