import { reactivateMember } from "@/lib/moderation/operations";
import { route } from "@/lib/operation/route";

export const POST = route(reactivateMember);
