import { route } from "@/lib/operation/route";
import { getTopTen } from "@/lib/rankings/operations";

export const GET = route(getTopTen);
