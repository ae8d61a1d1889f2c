import { listModeratedPosts } from "@/lib/moderation/operations";
import { route } from "@/lib/operation/route";

export const GET = route(listModeratedPosts);
