import { route } from "@/lib/operation/route";
import { registerAccount } from "@/lib/users/operations";

export const POST = route(registerAccount, { status: 201 });
