import { exportMe } from "@/lib/account/export-operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";

export const GET = route(exportMe);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
