import { changeRole } from "@/lib/moderation/operations";
import { route } from "@/lib/operation/route";

export const PUT = route(changeRole);
