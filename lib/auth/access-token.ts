import { SignJWT } from "jose";
import { hasAuthServer } from "@/lib/env/auth-server";
import { env } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";
import { accessClaims, ownAccessClaims } from "./claims";
import { findOrCreateProfile } from "./profile";
import { findSessionViewer } from "./queries";
import { signingKey } from "./signing-key";
import { authServerVerification, verifyJwt } from "./verify-jwt";
import type { Viewer } from "./viewer";

/** A token of ours lives so long, in seconds: what it names is checked at every use, so this only bounds a lost one. */
export const accessTokenMaxAge = 15 * 60;

/** Do the accounts of this deployment live in an external auth server? */
export const areAccountsElsewhere = (): boolean => hasAuthServer(env());

/** An access token of ours: RS256, `{ user_id, username, ver, iat, exp }`. */
export async function createAccessToken(user: { id: number; handle: string; sessionVersion: number }): Promise<string> {
  const { privateKey, jwk } = await signingKey();
  return new SignJWT({ user_id: user.id, username: user.handle, ver: user.sessionVersion })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: jwk.kid })
    .setIssuedAt()
    .setExpirationTime(`${accessTokenMaxAge}s`)
    .sign(privateKey);
}

/**
 * The account that an access token speaks for, as the database has it now.
 * @throws AppError TOKEN_INVALID, also for an account that is deactivated or whose sessions have ended
 */
export async function findViewerByAccessToken(token: string): Promise<Viewer> {
  const viewer = areAccountsElsewhere() ? await viewerFromElsewhere(token) : await ownViewer(token);
  if (!viewer) throw new AppError("TOKEN_INVALID");
  return viewer;
}

async function viewerFromElsewhere(token: string): Promise<Viewer | null> {
  const claims = await verifyJwt(token, accessClaims, authServerVerification());
  const profile = await findOrCreateProfile({ id: claims.user_id, name: claims.username ?? null });
  return profile && { id: profile.id, handle: profile.handle, role: profile.role };
}

async function ownViewer(token: string): Promise<Viewer | null> {
  const { publicKey } = await signingKey();
  const claims = await verifyJwt(token, ownAccessClaims, { key: publicKey, algorithm: "RS256" });
  return findSessionViewer(claims.user_id, claims.ver);
}
