import { route } from "@/lib/operation/route";
import { issueToken } from "@/lib/users/operations";

export const POST = route(issueToken);
