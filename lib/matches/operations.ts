import { z } from "zod";
import { defineOperation } from "@/lib/operation/define";
import { drawMatch } from "./draw";
import { avoidField, match } from "./schema";

/** A pair to judge, with the right to judge it. */
export const getMatch = defineOperation({
  name: "getMatch",
  actor: "member",
  limit: "reads",
  input: z.object({ avoid: avoidField }),
  output: match,
  run: ({ avoid }, { viewer }) => drawMatch(viewer.id, avoid),
});
