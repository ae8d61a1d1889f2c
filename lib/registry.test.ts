import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { operations } from "./registry";

const lib = dirname(fileURLToPath(import.meta.url));

test("every use case that a domain declares is in the registry, once and under its own name", () => {
  const declared = readdirSync(lib, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("operations.ts"))
    .flatMap((file) => [...readFileSync(join(lib, file), "utf8").matchAll(/= defineOperation\(\{\s*name: "(\w+)"/g)])
    .map((match) => match[1]);
  expect(declared.length).toBeGreaterThan(10);
  expect(operations.map((operation) => operation.name).sort()).toEqual(declared.sort());
});
