import { listModerationActions } from "@/lib/moderation/operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";

export const GET = route(listModerationActions);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
