import fc from "fast-check";
import { toJsonSchema, toWireExample } from "@/lib/openapi/json-schema";
import type { Operation } from "@/lib/operation/define";
import { toWireKey } from "@/lib/operation/wire-case";

type Asked = Pick<Operation, "input" | "rest">;

/** The names of an operation's fields, as they go over the wire. */
export function fieldsOf({ input }: Asked): string[] {
  return Object.keys((toJsonSchema(input, "input", new Map()).properties ?? {}) as object).map(toWireKey);
}

/** A call that is as it should be, over the wire: the one the document shows. */
export const goodCall = ({ rest }: Asked) => toWireExample(rest?.example.input ?? {}) as Record<string, unknown>;

/** What attackers and broken programs send instead of a value. */
const nasty: unknown[] = [
  null,
  true,
  [],
  [[]],
  [1, 2],
  {},
  { not: "" },
  { $gt: "" },
  { toString: 1 },
  JSON.parse('{"__proto__":{"role":"admin"}}'),
  { constructor: { prototype: {} } },
  -1,
  0,
  1e9,
  1e308,
  -0,
  0.5,
  2_147_483_648,
  Number.MAX_SAFE_INTEGER,
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\udfff x",
  "__proto__",
  "constructor",
  "NaN",
  "1e9",
  "-1",
  "0x10",
  "１２",
  "' OR 1=1 --",
  "%",
  "\\",
  "zzzzzz",
  "0000zz",
  "t000000000001",
  "tzzzzzz000001",
  "rffffffff000001",
  "rGGGGGGGG000001",
  "00000000-0000-0000-0000-000000000000",
  "1,2,,3",
  "1-1",
  `${"1,".repeat(400)}1`,
  "x".repeat(5_000),
];

/** Any value at all, nasty ones foremost. */
export const garbage: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.integer() },
);

/** The same as text, for paths and queries; lone surrogates cannot travel there. */
export const garbageText = garbage.map((value) =>
  (typeof value === "string" ? value : JSON.stringify(value)).toWellFormed().slice(0, 2_000),
);
