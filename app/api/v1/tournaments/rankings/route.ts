import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { listRankings } from "@/lib/rankings/operations";

export const GET = route(listRankings);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
