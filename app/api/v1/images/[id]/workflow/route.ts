import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { getWorkflow } from "@/lib/posts/operations";

export const GET = route(getWorkflow);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
