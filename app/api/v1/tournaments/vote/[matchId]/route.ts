import { route } from "@/lib/operation/route";
import { undoVote } from "@/lib/votes/undo-operations";

export const DELETE = route(undoVote);
