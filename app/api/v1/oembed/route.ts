import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { getOembed } from "@/lib/posts/operations";

export const GET = route(getOembed);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
