import { hidePost } from "@/lib/moderation/operations";
import { route } from "@/lib/operation/route";

export const POST = route(hidePost);
