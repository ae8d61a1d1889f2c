import { AppError } from "@/lib/errors/app-error";
import { defineOperation } from "@/lib/operation/define";
import { spendFor } from "@/lib/rate-limit/spend";
import { type Account, createUser } from "./mutations";
import { verifyNothing, verifyPassword } from "./password";
import { findCredentials } from "./queries";
import { signedIn, signInInput, signUpInput } from "./schema";

export const signUp = defineOperation({
  name: "signUp",
  actor: "anyone",
  limit: "signUp",
  input: signUpInput,
  output: signedIn,
  run: (input) => createUser(input),
});

/** One refusal and one amount of work, whether the account is unknown, deactivated or the password wrong. */
export const signIn = defineOperation({
  name: "signIn",
  actor: "anyone",
  limit: "signIn",
  input: signInInput,
  output: signedIn,
  async run({ name, password }) {
    const account = await findAccountByPassword(name, password);
    if (!account) throw new AppError("WRONG_CREDENTIALS");
    return account;
  },
});

/**
 * The active account with this name and password, or null. Hashes once in every case.
 * @throws AppError RATE_LIMITED when this account was tried too often, from wherever
 */
export async function findAccountByPassword(name: string, password: string): Promise<Account | null> {
  const parsed = signInInput.safeParse({ name, password });
  if (!parsed.success) return null;
  const account = await findCredentials(parsed.data.name);
  // By handle and by email it is one account; a name that is none is counted too, so that the limit does not tell which are.
  await spendFor("signInAccount", account ? `account:${account.id}` : `name:${parsed.data.name.toLowerCase()}`);
  const isRight = account?.passwordHash
    ? await verifyPassword(password, account.passwordHash)
    : await verifyNothing(password);
  return account?.isActive && isRight ? account : null;
}
