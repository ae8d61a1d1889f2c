import { deactivateMember } from "@/lib/moderation/operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";

export const POST = route(deactivateMember);
export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherVerbs("POST");
