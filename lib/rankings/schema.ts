import { z } from "zod";
import { limitField } from "@/lib/operation/fields";
import { type Picture, postSummary } from "@/lib/posts/schema";
import type { Day } from "./day";

/** How many posts a board holds. */
export const boardSize = 10;

/** A post on a board. `likeCount` and `tournamentWinCount` are those of the board's period, unlike everywhere else. */
export const rankedPost = postSummary.extend({
  /** 1 … 10, without gaps or ties. */
  rank: z.int(),
  /** `likeCount + tournamentWinCount`. */
  totalScore: z.int(),
});
export type RankedPost = z.output<typeof rankedPost>;

/** The Top 10 as a program is told it. */
export const topTenAnswer = z.object({ items: z.array(rankedPost), period: z.literal("24h"), generatedAt: z.date() });

export const rankingsInput = z.object({ limit: limitField(100, 10) });
/** `rank` is 1, 2, 3 … */
export const winnersAnswer = z.object({ items: z.array(postSummary.extend({ rank: z.int() })) });
/** A post on a board that also says how it got there. */
const boardEntry = rankedPost.extend({
  /** Its place in the period before; null without a point in it. */
  previousRank: z.int().nullable(),
});
export type BoardEntry = z.output<typeof boardEntry>;

/** A rating with what is known about it. Ratings are points (see rating-scale.ts), intervals hold the truth 95 times of 100. */
export interface Rating {
  readonly rating: number;
  readonly ratingLow: number;
  readonly ratingHigh: number;
  /** The place by rating, 1 the best, and the places that the intervals leave open. Null for what is not on the board (yet). */
  readonly rank: number | null;
  readonly rankLow: number | null;
  readonly rankHigh: number | null;
  /** Rated matches, and how many of them were won. */
  readonly matches: number;
  readonly wins: number;
}

/** A rated image as the leaderboard shows it. */
export interface RatedImage extends Rating, Picture {
  readonly prompt: string;
  readonly modelName: string | null;
  readonly userId: number;
  readonly author: string | null;
}

export interface Board {
  /** The database's clock when the board was counted. */
  readonly asOf: Date;
  /** Was there a point in the period before? If not, nothing can have moved. */
  readonly hasEarlier: boolean;
  readonly entries: readonly BoardEntry[];
}

/** The board of a finished day. Ranks are those of that day: where a post is gone, its place is missing. */
export interface DayBoard {
  readonly day: Day;
  /** The neighbours that there are. */
  readonly previousDay: Day | null;
  readonly nextDay: Day | null;
  readonly likeCount: number;
  readonly voteCount: number;
  readonly hasEarlier: boolean;
  /** Whose the places were, gone posts too. */
  readonly postIds: readonly number[];
  readonly entries: readonly BoardEntry[];
}

/** A member in the hall of fame, by the finished days. Posts that are gone count no more. */
export interface Laureate {
  readonly userId: number;
  /** Null for an account that this site does not know. */
  readonly handle: string | null;
  readonly hasProfile: boolean;
  readonly firsts: number;
  readonly podiums: number;
}

export interface HallOfFame {
  readonly laureates: readonly Laureate[];
  /** Who was first on each of the last days, newest first. */
  readonly winners: readonly (BoardEntry & { readonly day: Day })[];
  readonly days: number;
}

/** What a member's visible images have come to. */
export interface Honours {
  readonly imageCount: number;
  readonly likesReceived: number;
  /** The highest of them on the leaderboard, with the range that its place surely lies in; null without a rated one. */
  readonly bestRated: { readonly imageId: number; readonly rankLow: number; readonly rankHigh: number } | null;
  /** The best place in a finished day's Top 10, and the last day of it; null without one. */
  readonly bestDay: { readonly rank: number; readonly day: string } | null;
}
