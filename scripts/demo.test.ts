import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { decideDemo } from "./lib/demo.mjs";

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "podium-demo-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

test("a demo that was cut short is hung at the next start, and a finished one never again", async () => {
  expect(await decideDemo(data, true)).not.toBeNull();
  mkdirSync(join(data, "postgres"));
  const second = await decideDemo(data, true);
  await second?.finish();
  expect(second).not.toBeNull();
  expect(await decideDemo(data, true)).toBeNull();
});

test("a community that began empty stays so", async () => {
  expect(await decideDemo(data, false)).toBeNull();
  mkdirSync(join(data, "postgres"));
  expect(await decideDemo(data, true)).toBeNull();
});

test.each(["", '{"sta', "null"])("a record cut short (%j) stops no start and counts as unfinished", async (text) => {
  writeFileSync(join(data, "demo.json"), text);
  const demo = await decideDemo(data, true);
  await demo?.finish();
  expect(demo).not.toBeNull();
  expect(await decideDemo(data, true)).toBeNull();
});
