import { likePost, unlikePost } from "@/lib/likes/operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";

export const POST = route(likePost);
export const DELETE = route(unlikePost);
export const { GET, OPTIONS, PATCH, PUT } = otherVerbs("POST", "DELETE");
