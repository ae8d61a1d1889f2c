import { getImage } from "@/lib/likes/operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { deletePost, replacePost, updatePost } from "@/lib/posts/operations";

export const GET = route(getImage);
export const PATCH = route(updatePost);
export const PUT = route(replacePost);
export const DELETE = route(deletePost);
export const { OPTIONS, POST } = otherVerbs("GET", "PATCH", "PUT", "DELETE");
