import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { castVote } from "@/lib/votes/operations";

export const POST = route(castVote);
export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherVerbs("POST");
