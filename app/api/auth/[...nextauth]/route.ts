import { randomUUID } from "node:crypto";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { errorResponse } from "@/lib/operation/error-response";
import { toAppError } from "@/lib/operation/run";
import { requireSameSite } from "@/lib/operation/same-site";
import { callerAddress } from "@/lib/rate-limit/address";
import { spend } from "@/lib/rate-limit/spend";
import { accounts } from "@/lib/users/accounts";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

// The options are made at the first request: a build has no secret.
async function handler(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request as never, context as never, authOptions(accounts));
}

/** What next-auth writes is guarded as our own forms are: it comes from our pages, and a sign-in is counted. */
async function guardedHandler(request: NextRequest, context: Context): Promise<Response> {
  const requestId = randomUUID();
  try {
    requireSameSite(request.headers);
    const [first] = (await context.params).nextauth;
    if (first === "callback") await spend("signIn", { userId: null, address: callerAddress(request.headers) });
  } catch (error) {
    return errorResponse(toAppError(error, { requestId, operation: "next-auth" }), request, requestId);
  }
  return handler(request, context);
}

export { guardedHandler as POST, handler as GET };
