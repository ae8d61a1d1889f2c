import { cacheLife } from "next/cache";
import { cacheTags } from "@/lib/operation/cache-tags";
import { fileUnder } from "@/lib/operation/expire";
import {
  findRating,
  findSnapshot,
  listLeaderboard,
  listRatingHistory,
  type RatingSnapshot,
} from "@/lib/rankings/leaderboard-queries";
import { findModelBoard, listModels } from "@/lib/rankings/model-board-queries";
import type { RatedImage } from "@/lib/rankings/schema";
import { findPageCursor, findRecord, leaderboardPageSize, listLastMatches } from "@/lib/rankings/standing-queries";

export interface LeaderboardPage {
  readonly items: readonly RatedImage[];
  readonly hasNext: boolean;
  readonly snapshot: RatingSnapshot | null;
  readonly models: readonly { name: string; images: number }[];
}

/** A page of the leaderboard, from 1; null beyond the last one. The first page of the whole board is never null. */
export async function readLeaderboard(page: number, modelName?: string): Promise<LeaderboardPage | null> {
  "use cache";
  fileUnder(cacheTags.ratings);
  // A fit follows a vote by some seconds, and tells nobody.
  cacheLife({ stale: 30, revalidate: 10, expire: 300 });
  const after = page === 1 ? undefined : await findPageCursor({ page, modelName });
  if (after === null) return null;
  const { items, next } = await listLeaderboard({ after, limit: leaderboardPageSize, modelName });
  if (items.length === 0 && (page > 1 || modelName !== undefined)) return null;
  fileUnder(...items.map(({ id }) => cacheTags.post(id)));
  return { items, hasNext: next !== null, snapshot: await findSnapshot(), models: await listModels() };
}

/** Is an image of this model on the leaderboard? It seldom changes, and a page that links to the board can wait. */
export async function readHasModelBoard(modelName: string): Promise<boolean> {
  "use cache";
  cacheLife({ stale: 30, revalidate: 60, expire: 3600 });
  return (await listLeaderboard({ limit: 1, modelName })).items.length > 0;
}

/** The board of models; computed beside the ratings, so it costs a row. Null before the first. */
export async function readModelBoard() {
  "use cache";
  fileUnder(cacheTags.ratings);
  cacheLife({ stale: 30, revalidate: 10, expire: 300 });
  return findModelBoard();
}

/** Where an image stands; null before its first rated match. */
export async function readStanding(id: number) {
  "use cache";
  fileUnder(cacheTags.post(id));
  cacheLife({ stale: 30, revalidate: 30, expire: 3600 });
  const rating = await findRating(id);
  if (!rating) return null;
  const [history, record, matches] = await Promise.all([listRatingHistory(id), findRecord(id), listLastMatches(id)]);
  // An opponent that is hidden leaves the list at once.
  fileUnder(...matches.map(({ opponentId }) => cacheTags.post(opponentId)));
  return { rating, history, record, matches };
}
