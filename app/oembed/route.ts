import { route } from "@/lib/operation/route";
import { getOembed } from "@/lib/posts/operations";

export const GET = route(getOembed);
