import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { getMe } from "@/lib/users/operations";

export const GET = route(getMe);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
