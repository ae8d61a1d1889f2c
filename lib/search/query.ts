import { comparable, partsWithin } from "./comparable";

export const fieldNames = [
  "model",
  "by",
  "sampler",
  "seed",
  "lora",
  "size",
  "from",
  "to",
  "orientation",
  "has",
] as const;
export type FieldName = (typeof fieldNames)[number];

export const orientations = ["landscape", "portrait", "square"] as const;

interface Excludable {
  /** Written with a minus: what has it is left out. */
  readonly isExcluded: boolean;
}

/** Text that a prompt contains: a word or part of one, or, in quotes, words as they stand. */
export interface TextPart extends Excludable {
  readonly kind: "word" | "phrase";
  /** In its comparable form. */
  readonly text: string;
}

/** Something said about how or when an image was made. */
export interface FieldPart extends Excludable {
  readonly kind: "field";
  readonly field: FieldName;
  /** In the form in which it is compared; a date is 2026, 2026-11 or 2026-11-25. */
  readonly value: string;
  /** In quotes: the whole name, where it would else be a part of it. */
  readonly isWhole: boolean;
}

export type QueryPart = TextPart | FieldPart;

/** Why a piece of a query is not looked for. "tooShort": a lone letter or no letter at all. */
export type IgnoredBecause = "tooShort" | "notAValue" | "tooMany";

export interface SearchQuery {
  readonly parts: readonly QueryPart[];
  readonly ignored: readonly { readonly text: string; readonly because: IgnoredBecause }[];
}

/** Parts beyond these are ignored: each costs the database something. */
export const maxParts = 16;

const signs = "!-/:-@[-`{-~‐-―−‘’、。「」『』";
/** A minus, and the dashes that are typed or pasted for one. */
const minus = "-‐-―−";
const fieldStart = `(?:(?:${fieldNames.join("|")}):)?`;
const isMinus = new RegExp(`^[${minus}]`, "u");
const pieces = new RegExp(`[${minus}]?${fieldStart}(?:"[^"]*(?:"|$)|[^\\s"]+)`, "gu");
const edges = new RegExp(`^[${signs}]+|[${signs}]+$`, "gu");

/** Quotes as one types or pastes them; single ones where a piece may begin, since a ’ before a letter is an apostrophe. */
const doubleQuotes = /[“”„‟«»‹›]/g;
const singleQuotes = new RegExp(
  `"[^"]*(?:"|$)|(?<=(?:^|\\s)[${minus}]?${fieldStart})‘((?:[^‘’"]|’(?=\\p{L}))*)’(?![\\p{L}’])`,
  "giu",
);
const withPlainQuotes = (typed: string) =>
  typed
    .replace(doubleQuotes, '"')
    .replace(singleQuotes, (all, quoted?: string) => (quoted === undefined ? all : `"${quoted}"`));

/** What closes a clause, and is no part of the name or number before it. */
const clauseEnd = /^[‘’]+|[‘’,;.、。]+$/g;

/** Can the index find it: two characters, or one that may be a word of its own. */
const isSearchable = (text: string) => /\P{ASCII}|[a-z\d]{2}/u.test(text);

/** Bytes of a name: the index takes keys of 2,046, and one letter can become eighteen when it is made comparable. */
const maxNameBytes = 500;
const readName = (value: string) => (new TextEncoder().encode(value).length <= maxNameBytes ? value || null : null);

/** Names that are found by their parts; a model's whole one has a key of its own. */
const hasNoKey = (field: FieldName, value: string, isWhole: boolean) =>
  (field === "sampler" || field === "lora" || (field === "model" && !isWhole)) && partsWithin(value).length === 0;

/** A date as dateSpan knows it, of one with other signs or without the noughts: 2026/1/5, 2026.1. */
function readDate(value: string): string | null {
  const [, year, ...rest] = /^(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?$/.exec(value) ?? [];
  const date = [year, ...rest.flatMap((part) => part?.padStart(2, "0") ?? [])].join("-");
  return dateSpan(date) ? date : null;
}

const readValue: Record<FieldName, (value: string) => string | null> = {
  model: readName,
  sampler: readName,
  lora: readName,
  by: (value) => /^@?([\w-]{1,30})$/.exec(value)?.[1] ?? null,
  seed: (value) => (/^\d{1,20}$/.test(value) ? value.replace(/^0+(?=\d)/, "") : null),
  size: (value) => {
    const [, width, height] = /^([1-9]\d{0,5})\s?[x×*]\s?([1-9]\d{0,5})$/.exec(value) ?? [];
    return width && height ? `${width}x${height}` : null;
  },
  from: readDate,
  to: readDate,
  orientation: (value) => orientations.find((known) => known === value) ?? null,
  has: (value) => (value === "workflow" ? value : null),
};

/** The first moment of a day, month or year and the first after it, in UTC; null for what is none. */
export function dateSpan(text: string): { readonly start: Date; readonly end: Date } | null {
  const [, years, months, days] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text) ?? [];
  if (!years || Number(years) < 1970) return null;
  const [year, month, day] = [Number(years), Number(months ?? 1) - 1, Number(days ?? 1)];
  const start = new Date(Date.UTC(year, month, day));
  if (start.getUTCMonth() !== month || start.getUTCDate() !== day) return null;
  const end = days ? Date.UTC(year, month, day + 1) : months ? Date.UTC(year, month + 1, 1) : Date.UTC(year + 1, 0, 1);
  return { start, end: new Date(end) };
}

function parsePiece(piece: string): QueryPart | { text: string; because: IgnoredBecause } {
  const isExcluded = isMinus.test(piece);
  const rest = isExcluded ? piece.slice(1) : piece;
  const [, name, quotedValue, bareValue] = /^([a-z]+):(?:"([^"]*)"?|(.*))$/iu.exec(rest) ?? [];
  const field = fieldNames.find((known) => known === name?.toLowerCase());
  if (field) {
    const isWhole = quotedValue !== undefined;
    const value = readValue[field]((quotedValue ?? bareValue?.replace(clauseEnd, "") ?? "").trim());
    if (value === null) return { text: piece, because: "notAValue" };
    // Every post there is would have to be read.
    if (hasNoKey(field, value, isWhole)) return { text: piece, because: "tooShort" };
    return { kind: "field", field, value, isWhole, isExcluded };
  }
  const isPhrase = rest.startsWith('"');
  const text = isPhrase ? rest.replaceAll('"', "").trim() : rest.replace(edges, "");
  if (!isSearchable(text)) return { text: piece, because: "tooShort" };
  // What would be read as a field when it is typed again stays text within quotes.
  const isText = isPhrase || fieldNames.some((known) => text.startsWith(`${known}:`));
  return { kind: isText ? "phrase" : "word", text, isExcluded };
}

/** Reads what somebody typed. Nothing is an error: what cannot be looked for is ignored, and said so. */
export function parseQuery(typed: string): SearchQuery {
  const parts: QueryPart[] = [];
  const ignored: SearchQuery["ignored"][number][] = [];
  for (const [piece] of comparable(withPlainQuotes(typed)).matchAll(pieces)) {
    const part = parsePiece(piece);
    if (!("kind" in part)) ignored.push(part);
    else if (parts.some((other) => formatPart(other) === formatPart(part))) continue;
    else if (parts.length < maxParts) parts.push(part);
    else ignored.push({ text: piece, because: "tooMany" });
  }
  return { parts, ignored };
}

/** A part as one would type it. */
export function formatPart(part: QueryPart): string {
  const sign = part.isExcluded ? "-" : "";
  if (part.kind !== "field") return part.kind === "word" ? `${sign}${part.text}` : `${sign}"${part.text}"`;
  const value = part.isWhole || /\s/.test(part.value) ? `"${part.value}"` : part.value;
  return `${sign}${part.field}:${value}`;
}

/** Parts as a query that is read as the same parts. */
export const formatQuery = (parts: readonly QueryPart[]): string => parts.map(formatPart).join(" ");

/** The query with this value of a field, in place of any other value that it asked for. */
export function withField(parts: readonly QueryPart[], field: FieldName, value: string): QueryPart[] {
  const others = parts.filter((part) => part.kind !== "field" || part.field !== field || part.isExcluded);
  return [
    ...others,
    {
      kind: "field",
      field,
      value: comparable(value),
      isWhole: field === "model" || field === "sampler",
      isExcluded: false,
    },
  ];
}
