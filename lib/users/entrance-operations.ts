import { z } from "zod";
import { areAccountsElsewhere } from "@/lib/auth/access-token";
import { AppError } from "@/lib/errors/app-error";
import { defineOperation } from "@/lib/operation/define";
import { flagField } from "@/lib/operation/fields";
import { requirePassword, requireRecentSignIn } from "./confirm";
import { endSessions, setPassword } from "./mutations";
import { findEntrances } from "./queries";
import { passwordField, signedIn } from "./schema";

/**
 * A new password, by whoever knows the old one; an account that only a provider let in so far gets its first from whoever has
 * just come from there. Every other session ends, and the one in front gets a new cookie. Only a form calls this: a token must
 * not take an account over.
 */
export const changePassword = defineOperation({
  name: "changePassword",
  actor: "member",
  limit: "edits",
  input: z.object({ currentPassword: z.string().max(200).default(""), password: passwordField }),
  output: signedIn,
  async run({ currentPassword, password }, { viewer }) {
    if (areAccountsElsewhere()) throw new AppError("ACCOUNTS_ELSEWHERE");
    const { passwordHash } = await findEntrances(viewer.id);
    if (passwordHash === null) requireRecentSignIn(viewer);
    else await requirePassword({ password: currentPassword, passwordHash, field: "currentPassword" }, viewer);
    return setPassword(viewer.id, password);
  },
});

/** Ends every session, the one in front too. Personal access tokens go on, unless they are to end with them. */
export const signOutEverywhere = defineOperation({
  name: "signOutEverywhere",
  actor: "member",
  limit: "edits",
  input: z.object({ tokens: flagField }),
  output: z.void(),
  run: ({ tokens }, { viewer }) => endSessions({ userId: viewer.id, andTokens: tokens }),
});
