import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env/env";
import { findExternalViewer } from "./external-session";
import { findSessionViewer } from "./queries";
import type { Viewer } from "./viewer";

/** A session lasts 30 days, in seconds. */
export const sessionMaxAge = 30 * 24 * 60 * 60;

/**
 * What next-auth's cookie carries besides its own claims: `sub` is the user id, `ver` the account's session version, `at` the
 * second of the sign-in, which stays when the cookie is renewed, and `sid` names the session at an external auth server.
 */
export interface SessionClaims {
  sub: string;
  ver: number;
  at: number;
  sid?: string;
}

export function sessionSecret(): string {
  const secret = env().NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: start Podium with `npm start`, which makes one.");
  return secret;
}

/** True where the site is reached by https, and cookies must say so. */
export function usesSecureCookies(): boolean {
  return env().NEXTAUTH_URL?.startsWith("https://") ?? false;
}

/** next-auth's own name for its session cookie. */
export function sessionCookieName(): string {
  return usesSecureCookies() ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

/** Now, as a session's `at`. */
export const signInMoment = (): number => Math.floor(Date.now() / 1_000);

/** A session token as next-auth itself would write it (an encrypted JWT), so that either can read the other's. */
export function createSessionToken(user: {
  id: number;
  sessionVersion: number;
  sessionId?: string | undefined;
}): Promise<string> {
  const { id, sessionVersion, sessionId } = user;
  const claims: SessionClaims = {
    sub: String(id),
    ver: sessionVersion,
    at: signInMoment(),
    ...(sessionId && { sid: sessionId }),
  };
  return encode({ token: { ...claims }, secret: sessionSecret(), maxAge: sessionMaxAge });
}

/** The viewer behind a session token, checked against the database now; null for anything that is not a live session. */
export async function findViewerByToken(token: string | undefined): Promise<Viewer | null> {
  if (!token) return null;
  const claims = await openToken(token);
  return claims && findViewerByClaims(claims);
}

type Claims = { sub?: unknown; ver?: unknown; at?: unknown; sid?: unknown; exp?: unknown };

/** What is inside the tokens that were sent last. Opening one costs more than all else that a small request does. */
const opened = new Map<string, Claims>();
const maxOpened = 1_000;

/** The claims of a token that this site made and that has not run out; else null. Whether they still hold is another question. */
async function openToken(token: string): Promise<Claims | null> {
  const known = opened.get(token);
  if (known) return Number(known.exp) * 1_000 > Date.now() ? known : null;
  const claims = await decode({ token, secret: sessionSecret() }).catch(() => null);
  if (!claims) return null;
  if (opened.size >= maxOpened) opened.delete(opened.keys().next().value as string);
  opened.set(token, claims);
  return claims;
}

/** The external auth server's session that a token belongs to. */
export async function sessionIdOf(token: string | undefined): Promise<string | null> {
  const sid = token && (await openToken(token))?.sid;
  return typeof sid === "string" ? sid : null;
}

/** The viewer that a token's claims speak for, checked against the database now. */
export async function findViewerByClaims(claims: Claims): Promise<Viewer | null> {
  const userId = Number(claims.sub);
  const version = Number(claims.ver);
  if (!isRowNumber(userId) || !isRowNumber(version)) return null;
  const viewer = await (typeof claims.sid === "string"
    ? findExternalViewer({ userId, version, sessionId: claims.sid })
    : findSessionViewer(userId, version));
  return viewer && typeof claims.at === "number" ? { ...viewer, signedInAt: claims.at } : viewer;
}

const isRowNumber = (value: number) => Number.isInteger(value) && value > 0 && value <= 2_147_483_647;
