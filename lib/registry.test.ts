import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { operationRows, pageRows } from "../e2e/authorization/matrix";
import { pageAddresses, routeAddresses } from "../e2e/support/addresses";
import { pageStates } from "../e2e/support/page-states";
import { players, type Scene } from "../e2e/support/scene";
import { operations } from "./registry";

const lib = dirname(fileURLToPath(import.meta.url));

/** The folders below app, without the language, that have a file of such a name. */
const foldersWith = (name: RegExp) =>
  readdirSync(join(lib, "..", "app"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => name.test(file))
    .map((file) => dirname(file).replace(/^(?:\.|\[locale\])(?:\/|$)/, ""));

test("every use case that a domain declares is in the registry, once and under its own name", () => {
  const declared = readdirSync(lib, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("operations.ts"))
    .flatMap((file) => [...readFileSync(join(lib, file), "utf8").matchAll(/= defineOperation\(\{\s*name: "(\w+)"/g)])
    .map((match) => match[1]);
  expect(declared.length).toBeGreaterThan(10);
  expect(operations.map((operation) => operation.name).sort()).toEqual(declared.sort());
});

test("every operation and every page has its row in the matrix of who may do what, and every row is of one that there is", () => {
  expect(Object.keys(operationRows).sort()).toEqual(operations.map(({ name }) => name).sort());
  const pages = foldersWith(/(?:^|\/)page\.tsx$/);
  expect(pages.length).toBeGreaterThan(10);
  expect(Object.keys(pageRows).sort()).toEqual(pages.sort());
});

test("a post that is gone is sought on every page and every route", () => {
  const routes = foldersWith(
    /(?:^|\/)(?:route\.tsx?|manifest\.ts|(?:opengraph|twitter)-image\.tsx?|sitemap\.ts|robots\.ts)$/,
  );
  expect(routes.length).toBeGreaterThan(30);
  expect(Object.keys(routeAddresses).sort()).toEqual(routes.sort());
  expect(Object.keys(pageAddresses).sort()).toEqual(foldersWith(/(?:^|\/)page\.tsx$/).sort());
});

test("every page is held to the laws of all pages, and has its picture taken", () => {
  const player = { handle: "somebody" };
  const scene = { players: Object.fromEntries(players.map((name) => [name, player])) } as unknown as Scene;
  expect(Object.keys(pageStates).sort()).toEqual(foldersWith(/(?:^|\/)page\.tsx$/).sort());
  for (const [folder, statesOf] of Object.entries(pageStates)) {
    const names = statesOf(scene).map(({ name }) => name);
    expect([folder, names.length > 0, new Set(names).size]).toEqual([folder, true, names.length]);
  }
});
