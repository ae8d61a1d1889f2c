import { restorePost } from "@/lib/moderation/operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";

export const POST = route(restorePost);
export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherVerbs("POST");
