import { isDeepStrictEqual } from "node:util";
import { comparable } from "./comparable";
import type { Hit } from "./match-queries";
import { formatQuery, parseQuery, withField } from "./query";
import type { Facets } from "./schema";

/** Values of one kind that are offered. */
const offered = 8;

const names = { l: "landscape", p: "portrait", s: "square" } as const;

interface Counted {
  readonly value: string;
  readonly count: number;
}

const commonestFirst = (a: Counted, b: Counted) => b.count - a.count || (a.value < b.value ? -1 : 1);

function countValues(values: readonly (string | null)[]): Counted[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort(commonestFirst);
}

/** Can the value be asked for: one with a quotation mark cannot be put in quotes. */
function canBeAsked(field: "model" | "sampler", value: string): boolean {
  const [asked] = withField([], field, value);
  const { parts } = parseQuery(formatQuery(asked ? [asked] : []));
  return parts.length === 1 && isDeepStrictEqual(parts[0], asked);
}

/** Names that a search takes for the same are one, under the spelling that most have. */
function countNames(field: "model" | "sampler", names: readonly (string | null)[]): Counted[] {
  const found = new Map<string, Counted>();
  for (const { value, count } of countValues(names)) {
    const key = comparable(value);
    const same = found.get(key);
    found.set(key, { value: same?.value ?? value, count: (same?.count ?? 0) + count });
  }
  const sayable = [...found.values()].sort(commonestFirst).filter(({ value }) => canBeAsked(field, value));
  return sayable.slice(0, offered);
}

/** What these matches can be narrowed down by. */
export function countFacets(hits: readonly Hit[]): Facets {
  return {
    models: countNames(
      "model",
      hits.map(({ model }) => model),
    ),
    samplers: countNames(
      "sampler",
      hits.map(({ sampler }) => sampler),
    ),
    orientations: countValues(hits.map(({ shape }) => shape && names[shape])),
    workflows: hits.filter(({ hasWorkflow }) => hasWorkflow).length,
  };
}
