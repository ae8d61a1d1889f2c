import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { getTopTen } from "@/lib/rankings/operations";

export const GET = route(getTopTen);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
