import { AppError } from "@/lib/errors/app-error";
import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { type Account, createUser } from "./mutations";
import { verifyNothing, verifyPassword } from "./password";
import { findCredentials } from "./queries";
import { signedIn, signInInput, signUpInput } from "./schema";

export const signUp = defineOperation({
  name: "signUp",
  actor: "anyone",
  input: signUpInput,
  output: signedIn,
  run: (input) => createUser(input),
  // Somebody may have asked for the member's page before there was one.
  expires: () => ({ now: [cacheTags.members] }),
});

/** One refusal and one amount of work, whether the account is unknown, deactivated or the password wrong. */
export const signIn = defineOperation({
  name: "signIn",
  actor: "anyone",
  input: signInInput,
  output: signedIn,
  async run({ name, password }) {
    const account = await findAccountByPassword(name, password);
    if (!account) throw new AppError("WRONG_CREDENTIALS");
    return account;
  },
});

/** The active account with this name and password, or null. Hashes once in every case. */
export async function findAccountByPassword(name: string, password: string): Promise<Account | null> {
  const parsed = signInInput.safeParse({ name, password });
  if (!parsed.success) return null;
  const account = await findCredentials(parsed.data.name);
  const isRight = account?.passwordHash
    ? await verifyPassword(password, account.passwordHash)
    : await verifyNothing(password);
  return account?.isActive && isRight ? account : null;
}
