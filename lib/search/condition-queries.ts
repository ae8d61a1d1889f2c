import { Prisma } from "@/lib/db/prisma";
import { containing } from "@/lib/db/search-pattern";
import { partsWithin } from "./comparable";
import { dateSpan, type FieldPart, type QueryPart, type TextPart } from "./query";
import { wordPattern } from "./word-bounds";

/** Keys as a query for posts that have them all, and for those that have any of them. */
export const allOf = (lexemes: readonly string[]) =>
  lexemes.map((lexeme) => `'${lexeme.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`).join(" & ");
export const anyOf = (lexemes: readonly string[]) => lexemes.map((lexeme) => allOf([lexeme])).join(" | ");

/** What a part of a query means, of a post `i`. */
export interface Condition {
  readonly isExcluded: boolean;
  /** Keys that every post has of which `holds` is true; its stem may stand for them. Empty: the index cannot help. */
  readonly keys: readonly string[];
  /** A word's stem as Postgres has it, which "cats" and "cat" share. */
  readonly stem: string | null;
  /** Keys of which no post has any of which `holds` is not true. */
  readonly certain: readonly string[];
  readonly holds: Prisma.Sql;
  /** The text by whose place in the prompt a hit is ranked. */
  readonly text: string | null;
  /** For prompts that have it as a word of its own; null where that cannot be told or, of a phrase, always holds. */
  readonly pattern: string | null;
}

/** A word is looked for within others too, but what is left out is the word itself, with the forms that share its stem. */
function textCondition({ kind, text, isExcluded }: TextPart, stem: string | null): Condition {
  const contains = Prisma.sql`i.search_text LIKE ${containing(text)}`;
  const pattern = wordPattern(text, kind);
  const asWord = pattern ? Prisma.sql`(${contains} AND i.search_text ~ ${pattern})` : contains;
  const common = { isExcluded, keys: partsWithin(text), text };
  if (kind === "phrase") return { ...common, pattern: null, stem: null, certain: [], holds: asWord };
  const holds = isExcluded ? asWord : contains;
  return {
    ...common,
    pattern,
    stem,
    certain: [...(stem ? [stem] : []), ...common.keys.filter((key) => pattern === null && key === `%${text}`)],
    holds: stem ? Prisma.sql`(${holds} OR i.search_words @@ ${allOf([stem])}::tsquery)` : holds,
  };
}

const nameParts = (letter: string, value: string) => partsWithin(value).map((part) => `#${letter}${part}`);

function fieldCondition(
  { field, value, isWhole, isExcluded }: FieldPart,
  userIds: ReadonlyMap<string, number>,
): Condition {
  const made = (holds: Prisma.Sql, ...lexemes: string[]): Condition => ({
    ...{ isExcluded, keys: lexemes, stem: null, text: null, pattern: null },
    // A key that is no part of a name says it all.
    certain: lexemes.filter((lexeme) => lexeme[2] !== "%"),
    holds: Prisma.sql`COALESCE(${holds}, FALSE)`,
  });
  const name = (column: Prisma.Sql) =>
    isWhole
      ? Prisma.sql`search_normal(${column}) = ${value}`
      : Prisma.sql`search_normal(${column}) LIKE ${containing(value)}`;
  switch (field) {
    case "model":
      return made(name(Prisma.sql`i.model_name`), ...(isWhole ? [`#m=${value}`] : nameParts("m", value)));
    case "sampler":
      return made(name(Prisma.sql`i.sampler`), ...nameParts("s", value));
    case "lora":
      return made(
        Prisma.sql`EXISTS (SELECT FROM jsonb_array_elements(i.loras) AS lora WHERE ${name(Prisma.sql`(lora->>'name')`)})`,
        ...nameParts("l", value),
      );
    case "by":
      return made(Prisma.sql`i.user_id = ${userIds.get(value) ?? 0}::int`, `#u${userIds.get(value) ?? 0}`);
    case "seed":
      return made(Prisma.sql`i.seed = ${value}`, `#d${value}`);
    case "size": {
      const [width = 0, height = 0] = value.split("x").map(Number);
      return made(
        Prisma.sql`((i.width = ${width}::int AND i.height = ${height}::int)
          OR (i.generation_width = ${width}::int AND i.generation_height = ${height}::int))`,
        `#z${value}`,
      );
    }
    case "from":
      return made(Prisma.sql`i.created_at >= ${dateSpan(value)?.start.toISOString()}::timestamp`);
    case "to":
      return made(Prisma.sql`i.created_at < ${dateSpan(value)?.end.toISOString()}::timestamp`);
    case "orientation": {
      const than = { landscape: Prisma.sql`>`, portrait: Prisma.sql`<`, square: Prisma.sql`=` }[value as "square"];
      return made(Prisma.sql`(i.width > 0 AND i.height > 0 AND i.width ${than} i.height)`, `#o${value[0]}`);
    }
    case "has":
      return made(Prisma.sql`i.workflow IS NOT NULL`, "#w");
  }
}

/** What had to be asked of the database before a query could be read: stems by word, accounts by handle. */
export interface Known {
  readonly stems: ReadonlyMap<string, string>;
  readonly userIds: ReadonlyMap<string, number>;
}

export function conditionOf(part: QueryPart, { stems, userIds }: Known): Condition {
  return part.kind === "field"
    ? fieldCondition(part, userIds)
    : textCondition(part, part.kind === "word" ? stems.get(part.text) || null : null);
}
