import { getImage } from "@/lib/likes/operations";
import { route } from "@/lib/operation/route";
import { deletePost, replacePost, updatePost } from "@/lib/posts/operations";

export const GET = route(getImage);
export const PATCH = route(updatePost);
export const PUT = route(replacePost);
export const DELETE = route(deletePost, { status: 204 });
