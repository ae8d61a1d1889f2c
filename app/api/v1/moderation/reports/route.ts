import { listReports } from "@/lib/moderation/report-operations";
import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";

export const GET = route(listReports);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherVerbs("GET");
