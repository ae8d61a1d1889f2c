import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";
import { type Grant, grantForPassword, grantForRefreshToken } from "./auth-server";
import { claimRenewal, deleteExternalSession, insertExternalSession, renewExternalSession } from "./mutations";
import { findOrCreateProfile } from "./profile";
import { findExternalSession, type Profile } from "./queries";
import type { Viewer } from "./viewer";

/** How long a session outlives its last renewal while the auth server does not answer, in seconds. */
const patience = 60 * 60;

const idOf = (secret: string) => createHash("sha256").update(secret).digest("hex");
const key = () => env().NEXTAUTH_SECRET ?? "";
const seal = (refreshToken: string) => encode({ token: { refreshToken }, secret: key(), salt: "refresh-token" });
const unseal = async (sealed: string) =>
  String((await decode({ token: sealed, secret: key(), salt: "refresh-token" }))?.refreshToken);

/**
 * Signs in at the auth server. What the server gave is kept in the database, sealed, and the browser gets a random name
 * for it: so it can be renewed wherever the session is read, by one of several servers, and also where no cookie can be
 * written. Null for a wrong name or password, and for a profile that was deactivated here.
 * @throws AppError AUTH_SERVER_UNAVAILABLE
 */
export async function signInElsewhere(
  name: string,
  password: string,
): Promise<(Profile & { readonly sessionId: string }) | null> {
  const grant = await grantForPassword(name, password);
  if (!grant) return null;
  const { claims, refreshToken } = grant;
  const profile = await findOrCreateProfile({ id: claims.user_id, name: claims.username ?? name });
  if (!profile) return null;
  const sessionId = randomBytes(32).toString("base64url");
  await insertExternalSession({
    id: idOf(sessionId),
    userId: profile.id,
    sealedRefreshToken: await seal(refreshToken ?? ""),
    validUntil: new Date(claims.exp * 1_000),
  });
  return { ...profile, sessionId };
}

/**
 * The account of a session that the auth server still stands by. When its access token has run out, one request renews
 * it while others go on; a server that refuses ends the session, one that does not answer is waited for an hour.
 */
export async function findExternalViewer({
  userId,
  version,
  sessionId,
}: {
  userId: number;
  version: number;
  sessionId: string;
}): Promise<Viewer | null> {
  const id = idOf(sessionId);
  const session = await findExternalSession({ id, userId, sessionVersion: version });
  if (!session) return null;
  const { overdue, ...viewer } = session;
  if (overdue <= 0) return viewer;
  const sealedRefreshToken = await claimRenewal(id);
  if (sealedRefreshToken === null)
    return overdue < patience ? viewer : renewedByAnother({ id, userId, sessionVersion: version });
  const grant = await renewed(sealedRefreshToken);
  if (grant === "unknown") return overdue < patience ? viewer : null;
  if (!grant || grant.claims.user_id !== userId) {
    await deleteExternalSession(id);
    return null;
  }
  await renewExternalSession({
    id,
    validUntil: new Date(grant.claims.exp * 1_000),
    sealedRefreshToken: grant.refreshToken === null ? sealedRefreshToken : await seal(grant.refreshToken),
  });
  return viewer;
}

/** Longer than the auth server is waited for, in ms. */
const renewalTime = 6_000;

/**
 * Waits for the request that renews a session which is too old to go on without: a page that is opened after a night asks for
 * several things at once, and all of them are the same person's.
 */
async function renewedByAnother(session: Parameters<typeof findExternalSession>[0]): Promise<Viewer | null> {
  for (const end = Date.now() + renewalTime; Date.now() < end; await sleep(50)) {
    const now = await findExternalSession(session);
    if (!now) return null;
    const { overdue, ...viewer } = now;
    if (overdue <= 0) return viewer;
  }
  return null;
}

async function renewed(sealedRefreshToken: string): Promise<Grant | null | "unknown"> {
  try {
    return await grantForRefreshToken(await unseal(sealedRefreshToken));
  } catch (error) {
    if (error instanceof AppError) return "unknown";
    throw error;
  }
}

/** Forgets what the auth server gave for a session. */
export const endExternalSession = (sessionId: string): Promise<void> => deleteExternalSession(idOf(sessionId));
