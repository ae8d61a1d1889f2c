import type { NextAuthOptions, User } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { findViewerByClaims, sessionMaxAge, sessionSecret, usesSecureCookies } from "./session";

/** An account that has just shown its password. */
export interface SignedIn {
  readonly id: number;
  readonly handle: string;
  readonly sessionVersion: number;
  readonly sessionId?: string | undefined;
}

/**
 * next-auth over the same accounts, cookie and session version as our own forms. `verify` answers null for every
 * refusal alike.
 */
export function authOptions(verify: (name: string, password: string) => Promise<SignedIn | null>): NextAuthOptions {
  return {
    secret: sessionSecret(),
    useSecureCookies: usesSecureCookies(),
    session: { strategy: "jwt", maxAge: sessionMaxAge },
    pages: { signIn: "/sign-in", signOut: "/sign-out", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { name: { label: "Name or email" }, password: { label: "Password", type: "password" } },
        async authorize(credentials) {
          if (typeof credentials?.name !== "string" || typeof credentials.password !== "string") return null;
          const account = await verify(credentials.name, credentials.password);
          if (!account) return null;
          const { id, handle, sessionVersion, sessionId } = account;
          return { id: String(id), name: handle, ver: sessionVersion, sid: sessionId } as User;
        },
      }),
    ],
    jwt: {
      encode,
      // A session that was ended in the database is no session, whatever its token says.
      async decode(params) {
        const token = await decode(params).catch(() => null);
        return token && (await findViewerByClaims(token)) ? token : null;
      },
    },
    callbacks: {
      jwt({ token, user }) {
        // At the sign-in only; later calls renew a token that has both.
        const version = (user as (User & { ver?: number }) | undefined)?.ver;
        return version === undefined ? token : { sub: user.id, ver: version };
      },
      async session({ session, token }) {
        const viewer = await findViewerByClaims(token);
        return { ...session, user: viewer ? { id: viewer.id, name: viewer.handle, role: viewer.role } : {} };
      },
    },
  };
}
