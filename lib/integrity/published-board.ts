import { type Board, layOut, type Tally } from "@/lib/rankings/board";
import type { Comparisons } from "@/lib/rankings/comparisons";
import type { Rating } from "@/lib/rankings/schema";

/** A row of the board as it is published. */
export interface PublishedRating extends Rating {
  readonly imageId: number;
  readonly strength: number;
  readonly se: number;
}

const columns = ["rating", "ratingLow", "ratingHigh", "rank", "rankLow", "rankHigh", "matches", "wins"] as const;

/**
 * The images whose ratings, intervals, ranks or counts do not follow from the strengths, the errors and the votes: all of it is
 * computed, so it is equal to the last digit.
 */
export function listMisstated(
  published: readonly PublishedRating[],
  { ids, pairs, isShown }: { ids: readonly number[]; pairs: Comparisons; isShown: (id: number) => boolean },
): number[] {
  const places = new Map(ids.map((id, at) => [id, at]));
  const count = (numbers: Float64Array) =>
    Float64Array.from(published, ({ imageId }) => numbers[places.get(imageId) ?? -1] ?? 0);
  const tally: Tally = { matches: count(pairs.matches), wins: count(pairs.wins) };
  const fit = { theta: Float64Array.from(published, ({ strength }) => strength), gamma: 0 };
  const se = Float64Array.from(published, (row) => row.se);
  const board = layOut(
    published.map(({ imageId }) => imageId),
    tally,
    { fit, se, gammaSe: 0, errors: "dense" },
    { isShown, lastVoteId: 0, voteCount: 0 },
  );
  const laidOut = new Map(board.ids.map((id, at) => [id, at]));
  return published.flatMap((row) => (isAsLaidOut(row, board, laidOut.get(row.imageId)) ? [] : [row.imageId]));
}

/** An image without a rated match has no place there. */
const isAsLaidOut = (row: PublishedRating, board: Board, at: number | undefined): boolean =>
  at !== undefined && columns.every((column) => (row[column] ?? 0) === board[column][at]);
