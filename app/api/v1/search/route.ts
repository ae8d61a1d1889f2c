import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { searchImages } from "@/lib/search/operations";

export const GET = route(searchImages);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
