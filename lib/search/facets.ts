import type { Hit } from "./match-queries";
import type { Facets } from "./schema";

/** Values of one kind that are offered. */
const offered = 8;

const names = { l: "landscape", p: "portrait", s: "square" } as const;

function countValues(values: readonly (string | null)[], most: number): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, most);
}

/** What these matches can be narrowed down by. */
export function countFacets(hits: readonly Hit[]): Facets {
  return {
    models: countValues(
      hits.map(({ model }) => model),
      offered,
    ),
    samplers: countValues(
      hits.map(({ sampler }) => sampler),
      offered,
    ),
    orientations: countValues(
      hits.map(({ shape }) => shape && names[shape]),
      offered,
    ),
    workflows: hits.filter(({ hasWorkflow }) => hasWorkflow).length,
  };
}
