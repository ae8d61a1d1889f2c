import { randomUUID } from "node:crypto";
import { connection } from "next/server";
import { areAccountsElsewhere } from "@/lib/auth/access-token";
import { signingKey } from "@/lib/auth/signing-key";
import { AppError } from "@/lib/errors/app-error";
import { errorResponse } from "@/lib/operation/error-response";

/** `/.well-known/jwks.json`: what others check this site's tokens with. Where an auth server signs them, it has the keys. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  if (areAccountsElsewhere()) return errorResponse(new AppError("NOT_FOUND"), request, randomUUID());
  const { jwk } = await signingKey();
  return Response.json({ keys: [jwk] }, { headers: { "Cache-Control": "public, max-age=300" } });
}
