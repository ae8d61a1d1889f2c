import { z } from "zod";
import { defineOperation } from "@/lib/operation/define";
import { countTopTen } from "./queries";
import { topTen } from "./schema";

export const getTopTen = defineOperation({
  name: "getTopTen",
  actor: "anyone",
  limit: "reads",
  input: z.object({}),
  output: topTen,
  run: () => countTopTen(),
});
