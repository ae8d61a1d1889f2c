import { createPublicKey } from "node:crypto";
import { errors, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from "jose";
import type { z } from "zod";
import { env } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";
import { remoteKeys } from "./remote-keys";

/** How tokens are checked in this deployment. The algorithm is said here; what a token's header says only has to agree. */
export interface Verification {
  readonly key: Parameters<typeof jwtVerify>[1] | JWTVerifyGetKey;
  readonly algorithm: "RS256" | "HS256";
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
}

let known: Verification | undefined;

/** How the tokens of the configured auth server are checked: read once, since jose keeps what it makes of a key by the key's object. */
export function authServerVerification(): Verification {
  known ??= configuredVerification();
  return known;
}

function configuredVerification(): Verification {
  const { AUTH_JWT_PUBLIC_KEY, AUTH_JWT_JWKS_URL, AUTH_JWT_SECRET, AUTH_JWT_ISSUER, AUTH_JWT_AUDIENCE } = env();
  const expected = { issuer: AUTH_JWT_ISSUER, audience: AUTH_JWT_AUDIENCE };
  if (AUTH_JWT_SECRET) return { key: new TextEncoder().encode(AUTH_JWT_SECRET), algorithm: "HS256", ...expected };
  if (AUTH_JWT_PUBLIC_KEY) return { key: createPublicKey(AUTH_JWT_PUBLIC_KEY), algorithm: "RS256", ...expected };
  return { key: remoteKeys(AUTH_JWT_JWKS_URL ?? ""), algorithm: "RS256", ...expected };
}

/**
 * The claims of a token that was signed for us and has not run out.
 * @throws AppError TOKEN_INVALID, or AUTH_SERVER_UNAVAILABLE when its keys cannot be had
 */
export async function verifyJwt<Claims extends z.ZodType>(
  token: string,
  claims: Claims,
  { key, algorithm, issuer, audience }: Verification,
): Promise<z.output<Claims>> {
  const options: JWTVerifyOptions = {
    algorithms: [algorithm],
    requiredClaims: ["exp"],
    ...(issuer && { issuer }),
    ...(audience && { audience }),
  };
  try {
    const { payload } = await verifyWithAny(token, key, options);
    return claims.parse(payload);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("TOKEN_INVALID", { cause });
  }
}

async function verifyWithAny(token: string, key: Verification["key"], options: JWTVerifyOptions) {
  try {
    return await jwtVerify(token, key as JWTVerifyGetKey, options);
  } catch (error) {
    // A server that is changing its keys has several, and its tokens need not say which.
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const candidate of error) {
      try {
        return await jwtVerify(token, candidate, options);
      } catch (inner) {
        if (!(inner instanceof errors.JWSSignatureVerificationFailed)) throw inner;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}
