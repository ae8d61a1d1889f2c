import { z } from "zod";
import { accessTokenMaxAge, areAccountsElsewhere, createAccessToken } from "@/lib/auth/access-token";
import { signInElsewhere } from "@/lib/auth/external-session";
import { AppError } from "@/lib/errors/app-error";
import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { spendFor } from "@/lib/rate-limit/spend";
import { type Account, createUser } from "./mutations";
import { verifyNothing, verifyPassword } from "./password";
import { findCredentials } from "./queries";
import { accessToken, me, type SignedIn, signedIn, signInInput, signUpInput } from "./schema";

const exampleToken = {
  accessToken: "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9…",
  tokenType: "Bearer",
  expiresIn: accessTokenMaxAge,
  user: { id: 7, handle: "mira", role: "member" },
};

export const signUp = defineOperation({
  name: "signUp",
  actor: "anyone",
  limit: "signUp",
  input: signUpInput,
  output: signedIn,
  run: makeAccount,
  // Somebody may have asked for the member's page before there was one.
  expires: () => ({ now: [cacheTags.members] }),
});

/** One refusal and one amount of work, whether the account is unknown, deactivated or the password wrong. */
export const signIn = defineOperation({
  name: "signIn",
  actor: "anyone",
  limit: "signIn",
  input: signInInput,
  output: signedIn,
  async run({ name, password }) {
    const account = await verifyCredentials(name, password);
    if (!account) throw new AppError("WRONG_CREDENTIALS");
    return account;
  },
});

/** `signUp` for programs: a token instead of a cookie. */
export const registerAccount = defineOperation({
  name: "registerAccount",
  actor: "anyone",
  limit: "signUp",
  input: signUpInput,
  output: accessToken,
  run: async (input) => tokenFor(await makeAccount(input)),
  expires: () => ({ now: [cacheTags.members] }),
  rest: {
    method: "POST",
    path: "/auth/register",
    tag: "auth",
    summary: "Make an account and get a token for it.",
    status: 201,
    refuses: ["HANDLE_TAKEN", "SIGN_UP_REFUSED", "ACCOUNTS_ELSEWHERE"],
    example: {
      input: { handle: "mira", email: "mira@example.org", password: "a long enough password" },
      output: exampleToken,
    },
  },
});

/** `signIn` for programs, for accounts that this site has: an auth server gives its own tokens. */
export const issueToken = defineOperation({
  name: "issueToken",
  actor: "anyone",
  limit: "signIn",
  input: signInInput,
  output: accessToken,
  async run({ name, password }) {
    if (areAccountsElsewhere()) throw new AppError("ACCOUNTS_ELSEWHERE");
    const account = await findAccountByPassword(name, password);
    if (!account) throw new AppError("WRONG_CREDENTIALS");
    return tokenFor(account);
  },
  rest: {
    method: "POST",
    path: "/auth/token",
    tag: "auth",
    summary: "Get a token for an account, good for a quarter of an hour.",
    description: "`name` is a handle or an email.",
    refuses: ["WRONG_CREDENTIALS", "ACCOUNTS_ELSEWHERE"],
    example: { input: { name: "mira", password: "a long enough password" }, output: exampleToken },
  },
});

/** Who the caller is. */
export const getMe = defineOperation({
  name: "getMe",
  actor: "member",
  limit: "reads",
  input: z.object({}),
  output: me,
  run: async (_, { viewer: { id, handle, role } }) => ({ id, handle, role }),
  rest: {
    method: "GET",
    path: "/me",
    tag: "me",
    summary: "Who you are.",
    example: { output: { id: 7, handle: "mira", role: "member" } },
  },
});

async function makeAccount(input: { handle: string; email: string; password: string }): Promise<Account> {
  if (areAccountsElsewhere()) throw new AppError("ACCOUNTS_ELSEWHERE");
  return createUser(input);
}

async function tokenFor(account: Account) {
  const { id, handle, role } = account;
  const token = await createAccessToken(account);
  return { accessToken: token, tokenType: "Bearer" as const, expiresIn: accessTokenMaxAge, user: { id, handle, role } };
}

/**
 * Who has this name and password, here or at the external auth server; null for nobody.
 * @throws AppError RATE_LIMITED when this account was tried too often, from wherever
 */
export async function verifyCredentials(name: string, password: string): Promise<SignedIn | null> {
  if (!areAccountsElsewhere()) return findAccountByPassword(name, password);
  const parsed = signInInput.safeParse({ name, password });
  if (!parsed.success) return null;
  await spendFor("signInAccount", nameKey(parsed.data.name));
  return signInElsewhere(parsed.data.name, password);
}

const nameKey = (name: string) => `name:${name.toLowerCase()}`;

/**
 * The active account with this name and password, or null. Hashes once in every case.
 * @throws AppError RATE_LIMITED when this account was tried too often, from wherever
 */
async function findAccountByPassword(name: string, password: string): Promise<Account | null> {
  const parsed = signInInput.safeParse({ name, password });
  if (!parsed.success) return null;
  const account = await findCredentials(parsed.data.name);
  // By handle and by email it is one account; a name that is none is counted too, so that the limit does not tell which are.
  await spendFor("signInAccount", account ? `account:${account.id}` : nameKey(parsed.data.name));
  const isRight = account?.passwordHash
    ? await verifyPassword(password, account.passwordHash)
    : await verifyNothing(password);
  return account?.isActive && isRight ? account : null;
}
