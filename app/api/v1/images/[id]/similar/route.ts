import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { listSimilarImages } from "@/lib/posts/likeness-operations";

export const GET = route(listSimilarImages);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
