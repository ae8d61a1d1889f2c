import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";

const planted: string[] = [];

function plant(path: string, text: string): void {
  writeFileSync(path, text);
  planted.push(path);
}

afterEach(() => {
  for (const path of planted.splice(0)) rmSync(path);
});

function check(folder: string): { status: number | null; output: string } {
  const cruiser = join("node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const { status, stdout } = spawnSync(process.execPath, [cruiser, folder, "--output-type", "err"], {
    encoding: "utf8",
  });
  return { status, output: stdout };
}

test.each([
  ["infrastructure-knows-no-domain", "lib/errors", 'export { postSummary } from "@/lib/posts/schema";'],
  ["posts-stays-in-its-lane", "lib/posts", 'export { likePost } from "@/lib/likes/operations";'],
  ["metadata-runs-anywhere", "lib/metadata", 'export { readFileSync } from "node:fs";'],
  ["components-do-not-query", "components/ui", 'export { listPosts } from "@/lib/posts/queries";'],
  ["prisma-in-its-places", "lib/likes", 'export { prisma } from "@/lib/db/prisma";'],
  ["next-in-its-places", "lib/posts", 'export { revalidateTag } from "next/cache";'],
  ["lib-does-not-draw", "lib/posts", 'export { Button } from "@/components/ui/button";'],
  ["nobody-imports-app", "components/ui", 'export * from "@/app/reads/posts";'],
])("an import against the direction is refused: %s", (rule, folder, violation) => {
  plant(join(folder, "planted-violation.ts"), violation);
  const { status, output } = check(folder);
  expect(output).toContain(rule);
  expect(status).not.toBe(0);
});
