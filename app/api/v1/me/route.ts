import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { getMe } from "@/lib/users/operations";
import { updateProfile } from "@/lib/users/profile-operations";

export const GET = route(getMe);
export const PATCH = route(updateProfile);
export const { DELETE, OPTIONS, POST, PUT } = otherVerbs("GET", "PATCH");
