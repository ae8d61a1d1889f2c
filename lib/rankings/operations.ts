import { z } from "zod";
import { defineOperation } from "@/lib/operation/define";
import { exampleImage } from "@/lib/posts/examples";
import { countBoard } from "./board-queries";
import { listWinners } from "./queries";
import { rankingsInput, topTenAnswer, winnersAnswer } from "./schema";

export const getTopTen = defineOperation({
  name: "getTopTen",
  actor: "anyone",
  limit: "reads",
  input: z.object({}),
  output: topTenAnswer,
  async run() {
    const { asOf, entries } = await countBoard("day");
    return { items: [...entries], period: "24h" as const, generatedAt: asOf };
  },
  rest: {
    method: "GET",
    path: "/images/top-24h",
    tag: "images",
    summary: "The ten most popular images of the last 24 hours.",
    description:
      "Likes received plus matches won, by the time of the like or the vote. Here `like_count` and `tournament_win_count` are those " +
      "of the 24 hours before `generated_at`. Ties go to more wins, then to the newest image.",
    cache: "shared",
    example: {
      output: {
        items: [{ ...exampleImage, rank: 1, totalScore: 17 }],
        period: "24h",
        generatedAt: new Date("2026-11-24T09:32:00Z"),
      },
    },
  },
});

/** Winners of matches of all time. */
export const listRankings = defineOperation({
  name: "listRankings",
  actor: "anyone",
  limit: "reads",
  input: rankingsInput,
  output: winnersAnswer,
  async run({ limit }) {
    const items = await listWinners(limit);
    return { items: items.map((post, index) => ({ ...post, rank: index + 1 })) };
  },
  rest: {
    method: "GET",
    path: "/tournaments/rankings",
    tag: "tournaments",
    summary: "The images that won the most matches of all time.",
    description: "Those that won at least one. Ties go to the newest image.",
    cache: "shared",
    example: { input: { limit: 10 }, output: { items: [{ ...exampleImage, rank: 1 }] } },
  },
});
