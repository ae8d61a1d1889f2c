import type { Accounts } from "@/lib/auth/options";
import { findOrCreateByIdentity } from "./mutations";
import { verifyCredentials } from "./operations";

/** What next-auth asks of the accounts of this site. */
export const accounts: Accounts = {
  verify: verifyCredentials,
  link: (identity) => findOrCreateByIdentity(identity),
};
