import { z } from "zod";
import { limitField } from "@/lib/operation/fields";
import { postSummary } from "@/lib/posts/schema";

/** How many posts a board holds. */
export const boardSize = 10;

/** A post on the board. `likeCount` and `tournamentWinCount` are those of the last 24 hours, unlike everywhere else. */
export const rankedPost = postSummary.extend({
  /** 1 … 10, without gaps or ties. */
  rank: z.int(),
  /** `likeCount + tournamentWinCount`. */
  totalScore: z.int(),
});
export type RankedPost = z.output<typeof rankedPost>;

export const topTen = z.object({
  /** The database's clock when the board was counted; the window is the 24 hours before it. */
  asOf: z.date(),
  entries: z.array(rankedPost),
});
export type TopTen = z.output<typeof topTen>;

/** The same as a program is told it. */
export const topTenAnswer = z.object({ items: z.array(rankedPost), period: z.literal("24h"), generatedAt: z.date() });

export const rankingsInput = z.object({ limit: limitField(100, 10) });
/** `rank` is 1, 2, 3 … */
export const winnersAnswer = z.object({ items: z.array(postSummary.extend({ rank: z.int() })) });
