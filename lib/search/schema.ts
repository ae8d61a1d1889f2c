import { z } from "zod";
import { documented } from "@/lib/operation/documented";
import { limitField, textField } from "@/lib/operation/fields";
import { postSummary } from "@/lib/posts/schema";
import { decodeSearchCursor, searchSorts } from "./cursor";
import { queryLength, searchPageSize } from "./limits";

export const searchInput = z.object({
  /** Words, "phrases", -without, and fields: see the operation. Empty: everything. */
  q: textField(0, queryLength).default(""),
  sort: z.enum(searchSorts).default("relevance"),
  /** From `next_cursor` of the page before, with the same `q` and `sort`. */
  cursor: documented(
    z.string().transform((cursor, context) => {
      const decoded = decodeSearchCursor(cursor);
      if (decoded !== null) return decoded;
      context.addIssue({ code: "custom", params: { code: "invalid" }, input: cursor });
      return z.NEVER;
    }),
    { schema: { type: "string", pattern: "^[a-z0-9]{7,25}$" } },
  ).optional(),
  limit: limitField(100, searchPageSize),
});

const facetValue = z.object({ value: z.string(), count: z.int() });

/** What can be narrowed down by, with how many of the counted matches have it, the commonest first. */
export const facets = documented(
  z.object({
    models: z.array(facetValue),
    samplers: z.array(facetValue),
    orientations: z.array(facetValue),
    workflows: z.int(),
  }),
  { name: "SearchFacets" },
);
export type Facets = z.output<typeof facets>;

export const searchResult = z.object({
  items: z.array(postSummary),
  /** Null on the last page. */
  nextCursor: z.string().nullable(),
  /** Of the first page alone: how many match, 1,000 at most; then `is_more` says that there are others. */
  count: z.int().nullable(),
  isMore: z.boolean(),
  /** Of the first page alone, over the matches that `count` counts: the newest. */
  facets: facets.nullable(),
  /** A query that finds more, where this one finds few and a word looks misspelt. */
  suggestion: z.string().nullable(),
  /** What was not looked for, and why. */
  ignored: z.array(z.object({ text: z.string(), because: z.enum(["tooShort", "notAValue", "tooMany"]) })),
  /**
   * Where nothing matches: for each part, and for all that match nothing together, the query without it and how many match that;
   * whether the part alone matches nothing.
   */
  loosen: z.array(z.object({ part: z.string(), query: z.string(), count: z.int(), isUnknown: z.boolean() })),
});
export type SearchResult = z.output<typeof searchResult>;
