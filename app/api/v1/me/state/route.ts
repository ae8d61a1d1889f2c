import { getViewerState } from "@/lib/likes/operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";

export const GET = route(getViewerState);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
