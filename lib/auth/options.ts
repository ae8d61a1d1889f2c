import type { NextAuthOptions, Profile, User } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import DiscordProvider from "next-auth/providers/discord";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import KakaoProvider from "next-auth/providers/kakao";
import NaverProvider from "next-auth/providers/naver";
import { env } from "@/lib/env/env";
import { configuredProviders, type OauthProvider } from "@/lib/env/oauth";
import { endExternalSession } from "./external-session";
import { findViewerByClaims, sessionMaxAge, sessionSecret, signInMoment, usesSecureCookies } from "./session";

/** An account that has just shown its password, or that a provider vouches for. */
export interface SignedIn {
  readonly id: number;
  readonly handle: string;
  readonly sessionVersion: number;
  readonly sessionId?: string | undefined;
}

/** Who somebody is at an OAuth provider. */
export interface Identity {
  readonly provider: string;
  /** The provider's own, unchanging name for the account. */
  readonly subject: string;
  /** What the account is publicly called there; null where that may be a person's real name. */
  readonly name: string | null;
}

/** What the accounts of this site can be asked; each answers null for every refusal alike. */
export interface Accounts {
  readonly verify: (name: string, password: string) => Promise<SignedIn | null>;
  readonly link: (identity: Identity) => Promise<SignedIn | null>;
}

const providers = {
  github: GitHubProvider,
  google: GoogleProvider,
  discord: DiscordProvider,
  kakao: KakaoProvider,
  naver: NaverProvider,
} as unknown as Record<
  OauthProvider,
  (options: { clientId: string; clientSecret: string }) => NextAuthOptions["providers"][number]
>;

/** Where each provider keeps the public name. Google only knows what people are really called. */
const publicNames: Record<string, readonly string[]> = {
  github: ["login"],
  discord: ["username"],
  kakao: ["properties", "nickname"],
  naver: ["response", "nickname"],
};

function publicName(provider: string, profile: Profile | undefined): string | null {
  const path = publicNames[provider];
  const name = path?.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], profile);
  return typeof name === "string" ? name : null;
}

/** What the `jwt` callback finds on a user, at the sign-in only. */
type Ticket = { ver?: number; sid?: string | undefined };
const asUser = ({ id, handle, sessionVersion, sessionId }: SignedIn) =>
  ({ id: String(id), name: handle, ver: sessionVersion, sid: sessionId }) as User & Ticket;

/** next-auth over the same accounts, cookie and session version as our own forms. */
export function authOptions({ verify, link }: Accounts): NextAuthOptions {
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
          return account && asUser(account);
        },
      }),
      ...configuredProviders(env()).map(({ name, id, secret }) =>
        providers[name]({ clientId: id, clientSecret: secret }),
      ),
    ],
    jwt: {
      encode,
      // A session that was ended in the database is no session, whatever its token says.
      async decode(params) {
        const token = await decode(params).catch(() => null);
        return token && (await findViewerByClaims(token)) ? token : null;
      },
    },
    events: {
      async signOut({ token }) {
        // What the external auth server gave for this session is not kept any longer than the session.
        const sid = (token as { sid?: unknown } | null)?.sid;
        if (typeof sid === "string") await endExternalSession(sid);
      },
    },
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== "oauth") return true;
        const { provider, providerAccountId: subject } = account;
        const linked = subject && (await link({ provider, subject, name: publicName(provider, profile) }));
        // From here on the user is the account here, not the one there.
        if (linked) Object.assign(user, asUser(linked), { email: null, image: null });
        return Boolean(linked);
      },
      jwt({ token, user }) {
        // At the sign-in only; later calls renew a token that has all of it.
        const { ver, sid } = (user as (User & Ticket) | undefined) ?? {};
        return ver === undefined ? token : { sub: user.id, ver, at: signInMoment(), ...(sid && { sid }) };
      },
      async session({ session, token }) {
        const viewer = await findViewerByClaims(token);
        return { ...session, user: viewer ? { id: viewer.id, name: viewer.handle, role: viewer.role } : {} };
      },
    },
  };
}
