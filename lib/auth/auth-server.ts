import { z } from "zod";
import { env } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/log";
import { type AccessClaims, accessClaims } from "./claims";
import { authServerVerification, verifyJwt } from "./verify-jwt";

const tokenPair = z.object({ access: z.string(), refresh: z.string().optional() });

/** What the auth server answered to a password or to a refresh token. */
export interface Grant {
  readonly claims: AccessClaims;
  /** Null when it gave no new one. */
  readonly refreshToken: string | null;
}

/** Null for a name and a password that it does not know. @throws AppError AUTH_SERVER_UNAVAILABLE */
export const grantForPassword = (username: string, password: string): Promise<Grant | null> =>
  ask("token/", { username, password });

/** Null for a refresh token that has run out or was revoked. @throws AppError AUTH_SERVER_UNAVAILABLE */
export const grantForRefreshToken = (refresh: string): Promise<Grant | null> => ask("token/refresh/", { refresh });

/** @see https://django-rest-framework-simplejwt.readthedocs.io/en/latest/getting_started.html */
async function ask(path: string, body: Record<string, string>): Promise<Grant | null> {
  const base = env().AUTH_SERVER_URL;
  if (!base) throw new AppError("AUTH_SERVER_UNAVAILABLE", { cause: new Error("AUTH_SERVER_URL is not set") });
  try {
    const response = await fetch(new URL(path, base.endsWith("/") ? base : `${base}/`), {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
      cache: "no-store",
      // A password goes where it was told to go, and nowhere else.
      redirect: "error",
      signal: AbortSignal.timeout(5_000),
    });
    if (response.status === 400 || response.status === 401) {
      await response.body?.cancel();
      return null;
    }
    if (!response.ok) throw new Error(`the auth server answered ${response.status} to ${path}`);
    const { access, refresh } = tokenPair.parse(await response.json());
    // The same check as for everybody else's tokens: a server whose tokens we cannot check is not ours.
    return { claims: await verifyJwt(access, accessClaims, authServerVerification()), refreshToken: refresh ?? null };
  } catch (cause) {
    log.warn({ err: cause }, "the auth server could not be used");
    throw new AppError("AUTH_SERVER_UNAVAILABLE", { retryAfter: 5, cause });
  }
}
