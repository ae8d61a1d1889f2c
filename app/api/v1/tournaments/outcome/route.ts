import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { recordOutcome } from "@/lib/votes/outcome-operations";

export const POST = route(recordOutcome);
export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherVerbs("POST");
