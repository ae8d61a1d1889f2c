import { changeRole } from "@/lib/moderation/operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";

export const PUT = route(changeRole);
export const { DELETE, GET, OPTIONS, PATCH, POST } = otherVerbs("PUT");
