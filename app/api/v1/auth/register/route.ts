import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { registerAccount } from "@/lib/users/operations";

export const POST = route(registerAccount);
export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherVerbs("POST");
