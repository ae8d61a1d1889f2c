import { getExposure } from "@/lib/matches/operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";

export const GET = route(getExposure);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
