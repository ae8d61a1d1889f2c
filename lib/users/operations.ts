import { AppError } from "@/lib/errors/app-error";
import { defineOperation } from "@/lib/operation/define";
import { createUser } from "./mutations";
import { verifyNothing, verifyPassword } from "./password";
import { findCredentials } from "./queries";
import { signedIn, signInInput, signUpInput } from "./schema";

export const signUp = defineOperation({
  name: "signUp",
  actor: "anyone",
  input: signUpInput,
  output: signedIn,
  run: (input) => createUser(input),
});

/** One refusal and one amount of work, whether the account is unknown, deactivated or the password wrong. */
export const signIn = defineOperation({
  name: "signIn",
  actor: "anyone",
  input: signInInput,
  output: signedIn,
  async run({ name, password }) {
    const account = await findCredentials(name);
    const isRight = account?.passwordHash
      ? await verifyPassword(password, account.passwordHash)
      : await verifyNothing(password);
    if (!account?.isActive || !isRight) throw new AppError("WRONG_CREDENTIALS");
    return account;
  },
});
