import { listModeratedMembers } from "@/lib/moderation/operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";

export const GET = route(listModeratedMembers);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
