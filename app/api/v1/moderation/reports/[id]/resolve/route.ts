import { resolveReport } from "@/lib/moderation/report-operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";

export const POST = route(resolveReport);
export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherVerbs("POST");
