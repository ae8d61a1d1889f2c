import { z } from "zod";
import { defineOperation } from "@/lib/operation/define";
import { postIdInput } from "@/lib/posts/schema";
import { drawMatch } from "./draw";
import { exampleMatch } from "./examples";
import { promised } from "./promised";
import { countExposure } from "./queries";
import { avoidField, exposure, match } from "./schema";

/** A pair to judge, with the right to judge it. */
export const getMatch = defineOperation({
  name: "getMatch",
  actor: "member",
  limit: "reads",
  input: z.object({ avoid: avoidField }),
  output: match,
  run: ({ avoid }, { viewer }) => drawMatch(viewer.id, avoid),
  rest: {
    method: "GET",
    path: "/tournaments/match",
    tag: "tournaments",
    summary: "Draw two images to judge.",
    description:
      "Nothing tells whose they are or how they stand. The right to judge them ends at `expires_at`; 404 when there are not two " +
      "images left that you have not judged. `avoid` names pairs you hold already or have skipped, as `1-2,3-4`.",
    cache: "never",
    refuses: ["NO_MATCH_AVAILABLE"],
    example: { input: { avoid: "42-43" }, output: exampleMatch },
  },
});

/** How far a member's new image has come with the matches that it was promised. */
export const getExposure = defineOperation({
  name: "getExposure",
  actor: "member",
  limit: "reads",
  input: postIdInput,
  output: exposure,
  run: ({ id }, { viewer }) => countExposure({ imageId: id, ownerId: viewer.id }),
  rest: {
    method: "GET",
    path: "/images/{id}/exposure",
    tag: "images",
    summary: "How many matches your own image had in its first 24 hours.",
    description: "While it takes part and lacks some of those it was promised, it is drawn before others.",
    refuses: ["FORBIDDEN", "NOT_FOUND"],
    example: {
      input: { id: 42 },
      output: {
        imageId: 42,
        matches: 7,
        promised: promised.matches,
        endsAt: new Date("2026-11-25T09:00:00Z"),
        isOpen: true,
      },
    },
  },
});
