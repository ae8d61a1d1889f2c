import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { issueToken } from "@/lib/users/operations";

export const POST = route(issueToken);
export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherVerbs("POST");
