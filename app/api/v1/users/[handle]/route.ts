import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { getMember } from "@/lib/rankings/member-operations";

export const GET = route(getMember);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
