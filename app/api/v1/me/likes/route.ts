import { listMyLikes } from "@/lib/likes/operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";

export const GET = route(listMyLikes);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
