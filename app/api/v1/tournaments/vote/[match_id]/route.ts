import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { undoVote } from "@/lib/votes/undo-operations";

export const DELETE = route(undoVote);
export const { GET, OPTIONS, PATCH, POST, PUT } = otherVerbs("DELETE");
