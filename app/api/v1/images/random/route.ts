import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { listRandomImages } from "@/lib/posts/operations";

export const GET = route(listRandomImages);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
