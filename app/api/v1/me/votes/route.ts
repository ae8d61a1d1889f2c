import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { listMyVotes } from "@/lib/votes/operations";

export const GET = route(listMyVotes);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
