import { route } from "@/lib/operation/route";
import { recordOutcome } from "@/lib/votes/outcome-operations";

/** 201 for an outcome, 200 for one that was logged before. */
export const POST = route(recordOutcome, { status: ({ isRepeat }) => (isRepeat ? 200 : 201) });
