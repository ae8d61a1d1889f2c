import { reactivateMember } from "@/lib/moderation/operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";

export const POST = route(reactivateMember);
export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherVerbs("POST");
