import { likePost, unlikePost } from "@/lib/likes/operations";
import { route } from "@/lib/operation/route";

export const POST = route(likePost, { status: 201 });
export const DELETE = route(unlikePost);
