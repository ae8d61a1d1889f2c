import { otherVerbs } from "@/lib/operation/other-verbs";
import { route } from "@/lib/operation/route";
import { removeAvatar, setAvatar } from "@/lib/users/profile-operations";

export const PUT = route(setAvatar);
export const DELETE = route(removeAvatar);
export const { GET, OPTIONS, PATCH, POST } = otherVerbs("PUT", "DELETE");
