import { z } from "zod";
import { defineOperation } from "@/lib/operation/define";
import { drawMatch } from "./draw";
import { exampleMatch } from "./examples";
import { avoidField, match } from "./schema";

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
