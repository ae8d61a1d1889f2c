import { cookies } from "next/headers";
import { createSessionToken, sessionCookieName, sessionMaxAge, usesSecureCookies } from "./session";

/** Signs the browser in. For server actions: works with and without JavaScript. */
export async function setSessionCookie(user: { id: number; sessionVersion: number }): Promise<void> {
  (await cookies()).set(sessionCookieName(), await createSessionToken(user), {
    httpOnly: true,
    sameSite: "lax",
    secure: usesSecureCookies(),
    path: "/",
    maxAge: sessionMaxAge,
  });
}

/** Signs the browser out. */
export async function clearSessionCookie(): Promise<void> {
  (await cookies()).delete(sessionCookieName());
}
