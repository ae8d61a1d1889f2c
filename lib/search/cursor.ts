import { decodeCursor, encodeCursor } from "@/lib/posts/paging";

export const searchSorts = ["relevance", "new", "likes", "rating"] as const;
export type SearchSort = (typeof searchSorts)[number];

/** Which matches are weighed: all at once, or first those that have all words as words and then the rest. */
export type Walk = "all" | "words" | "rest";

/** Where a page of results begins. */
export type SearchCursor =
  /** After the post `id`. */
  | { readonly sort: "new"; readonly id: number }
  /**
   * In the pool of matches with ids from `low` to `high`, after the post `id` with this score; without one, at the
   * beginning of the pool that starts at `high`.
   */
  | {
      readonly sort: "relevance";
      readonly walk: Walk;
      readonly high: number;
      readonly after: null | { low: number; score: number; id: number };
    }
  /** After the post `id` that had so many likes or this rating; null: among those that have none, newest first. */
  | { readonly sort: "likes" | "rating"; readonly value: number | null; readonly id: number };

/** The database counts likes in 32 bits. */
const maxLikes = 2_147_483_647;

const letters = { new: "n", likes: "l", rating: "g" } as const;
const walkLetters = { all: "r", words: "w", rest: "p" } as const;

function encodeFloat(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString("hex");
}

/** A cursor as text: opaque, and fit for a query. Every order has its own, so that one cannot be mistaken for another's. */
export function encodeSearchCursor(cursor: SearchCursor): string {
  if (cursor.sort === "relevance") {
    const { walk, high, after } = cursor;
    const letter = walkLetters[walk];
    return after
      ? `${letter}${[high, after.low, after.score + 1, after.id].map(encodeCursor).join("")}`
      : `${letter}${encodeCursor(high)}`;
  }
  const letter = letters[cursor.sort];
  if (cursor.sort === "new") return `${letter}${encodeCursor(cursor.id)}`;
  return `${letter}${cursor.value === null ? "" : encodeFloat(cursor.value)}${encodeCursor(cursor.id)}`;
}

/** What `encodeSearchCursor` wrote; null for anything else. */
export function decodeSearchCursor(text: string): SearchCursor | null {
  const rest = text.slice(1);
  const numbers = (rest.match(/.{6}/gs) ?? []).map(decodeCursor);
  switch (text[0]) {
    case letters.new: {
      const id = decodeCursor(rest);
      return id === null ? null : { sort: "new", id };
    }
    case walkLetters.all:
    case walkLetters.words:
    case walkLetters.rest: {
      const walk = text[0] === walkLetters.all ? "all" : text[0] === walkLetters.words ? "words" : "rest";
      const [high, low, score, id] = numbers;
      if (rest.length !== numbers.length * 6 || high == null) return null;
      if (numbers.length === 1) return { sort: "relevance", walk, high, after: null };
      if (numbers.length !== 4 || low == null || score == null || id == null) return null;
      return { sort: "relevance", walk, high, after: { low, score: score - 1, id } };
    }
    case letters.likes:
    case letters.rating: {
      const sort = text[0] === letters.likes ? "likes" : "rating";
      const id = decodeCursor(rest.slice(-6));
      if (id === null) return null;
      if (rest.length === 6) return { sort, value: null, id };
      if (!/^[\da-f]{16}$/.test(rest.slice(0, -6))) return null;
      const value = Buffer.from(rest.slice(0, 16), "hex").readDoubleBE();
      const isPossible =
        sort === "likes" ? Number.isInteger(value) && value > 0 && value <= maxLikes : Number.isFinite(value);
      return isPossible ? { sort, value, id } : null;
    }
    default:
      return null;
  }
}
