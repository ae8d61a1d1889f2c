import { hashPersonalToken, newPersonalToken } from "@/lib/auth/personal-token";
import { defineOperation } from "@/lib/operation/define";
import { deleteToken, insertToken } from "./mutations";
import { createdToken, createTokenInput, revokedToken, revokeTokenInput } from "./schema";

/** The token is in this one answer and nowhere else. Only a form calls this: a token must not make tokens. */
export const createPersonalToken = defineOperation({
  name: "createPersonalToken",
  actor: "member",
  limit: "edits",
  input: createTokenInput,
  output: createdToken,
  async run({ name, scope, lifetime }, { viewer }) {
    const secret = newPersonalToken();
    const days = lifetime === "never" ? null : Number(lifetime);
    const tokenHash = hashPersonalToken(secret);
    return { ...(await insertToken({ userId: viewer.id, name, scope, tokenHash, days })), secret };
  },
});

export const revokePersonalToken = defineOperation({
  name: "revokePersonalToken",
  actor: "member",
  limit: "edits",
  input: revokeTokenInput,
  output: revokedToken,
  async run({ id }, { viewer }) {
    await deleteToken({ id, userId: viewer.id });
    return { id };
  },
});
