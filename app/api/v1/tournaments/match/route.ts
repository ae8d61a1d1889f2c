import { getMatch } from "@/lib/matches/operations";
import { route } from "@/lib/operation/route";

export const GET = route(getMatch);
