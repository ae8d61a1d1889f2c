import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { downloadImage } from "@/lib/posts/likeness-operations";

export const GET = route(downloadImage);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
