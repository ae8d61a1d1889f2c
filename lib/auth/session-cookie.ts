import { cookies } from "next/headers";
import { endExternalSession } from "./external-session";
import { createSessionToken, sessionCookieName, sessionIdOf, sessionMaxAge, usesSecureCookies } from "./session";

/** Signs the browser in. For server actions: works with and without JavaScript. */
export async function setSessionCookie(user: Parameters<typeof createSessionToken>[0]): Promise<void> {
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
  const jar = await cookies();
  const sessionId = await sessionIdOf(jar.get(sessionCookieName())?.value);
  jar.delete(sessionCookieName());
  if (sessionId) await endExternalSession(sessionId);
}
