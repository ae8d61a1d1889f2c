import { createHash, randomBytes } from "node:crypto";
import NextAuth from "next-auth";
import { type Accounts, authOptions } from "./options";
import { sessionSecret, usesSecureCookies } from "./session";

/**
 * Sends the browser to an OAuth provider, and remembers `next`, an absolute address of this site, for when it is back.
 * next-auth begins this with a form whose token is fetched by JavaScript; here a link is enough, also because our
 * content security policy lets no form lead away from this site.
 */
export async function startOauth(provider: string, next: string, accounts: Accounts): Promise<Response> {
  const csrfToken = randomBytes(32).toString("hex");
  const csrfHash = createHash("sha256").update(`${csrfToken}${sessionSecret()}`).digest("hex");
  const csrfCookie = usesSecureCookies() ? "__Host-next-auth.csrf-token" : "next-auth.csrf-token";
  const request = {
    method: "POST",
    query: { nextauth: ["signin", provider] },
    body: { csrfToken, callbackUrl: next },
    cookies: { [csrfCookie]: `${csrfToken}|${csrfHash}` },
    headers: {},
  };
  const headers = new Headers({ "Cache-Control": "no-store" });
  let status = 200;
  // next-auth's face for the pages router takes any object of this shape.
  const response = {
    status(code: number) {
      status = code;
      return response;
    },
    getHeader: () => headers.getSetCookie(),
    setHeader(name: string, value: string | string[]) {
      headers.delete(name);
      for (const each of [value].flat()) headers.append(name, each);
      return response;
    },
    json: () => response,
    send: () => response,
    end: () => response,
  };
  await (NextAuth as unknown as (...args: unknown[]) => Promise<unknown>)(request, response, authOptions(accounts));
  return new Response(null, { status, headers });
}
