import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { accounts } from "@/lib/users/accounts";

// The options are made at the first request: a build has no secret.
async function handler(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  return NextAuth(request as never, context as never, authOptions(accounts));
}

export { handler as GET, handler as POST };
