import { route } from "@/lib/operation/route";
import { castVote } from "@/lib/votes/operations";

/** 201 for a vote, 200 for the receipt of one that was recorded before. */
export const POST = route(castVote, { status: ({ isRepeat }) => (isRepeat ? 200 : 201) });
