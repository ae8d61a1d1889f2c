import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { createPost, listImages } from "@/lib/posts/operations";

export const GET = route(listImages);
export const POST = route(createPost);
export const { DELETE, OPTIONS, PATCH, PUT } = otherVerbs("GET", "POST");
