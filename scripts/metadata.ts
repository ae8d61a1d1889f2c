/** Prints what image files say about how they were made, one line of JSON a file. */
import { readFileSync } from "node:fs";
import { readMetadata } from "@/lib/metadata/read";
import { metadataLine } from "@/lib/metadata/wire";

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("npm run -s metadata -- FILE…");
  process.exitCode = 1;
}
for (const file of files) {
  try {
    console.log(metadataLine(readMetadata(readFileSync(file))));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
