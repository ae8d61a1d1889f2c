/**
 * Writes the corpus of the metadata reader into lib/metadata/corpus: small images in every container with what each tool puts
 * into them, and `expected.json` with what is to be understood of each. A test compares the folder with what is written here.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { corpus } from "./metadata-corpus/corpus";

const folder = "lib/metadata/corpus";
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(join(folder, name));
const cases = corpus();
for (const { name, bytes } of cases) writeFileSync(join(folder, name), bytes);
const expected = Object.fromEntries(cases.map((each) => [each.name, each.expected]));
writeFileSync(join(folder, "expected.json"), `${JSON.stringify(expected, null, 1)}\n`);
console.log(`${cases.length} files in ${folder}`);
