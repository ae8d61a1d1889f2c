import { getViewerState } from "@/lib/likes/operations";
import { route } from "@/lib/operation/route";

export const GET = route(getViewerState);
