import { randomBytes } from "node:crypto";
import { log } from "@/lib/log/log";
import { handlesFor } from "./handle";
import { insertProfile } from "./mutations";
import { findProfile, type Profile } from "./queries";

/**
 * The profile of an account of the auth server, made at its first sight under that server's id. A name that changes
 * there later changes nothing here. Null for one that was deactivated here, and for an id that a built-in account of
 * this database already has: nobody becomes somebody else because a deployment changed its source of users.
 */
export async function findOrCreateProfile({ id, name }: { id: number; name: string | null }): Promise<Profile | null> {
  const profile = (await findProfile(id)) ?? (await createProfile(id, name));
  if (!profile.isExternal) log.warn({ userId: id }, "a token names the id of a built-in account and was refused");
  return profile.isExternal && profile.isActive ? profile : null;
}

async function createProfile(id: number, name: string | null): Promise<Profile> {
  const handles = [...handlesFor(name, String(id)), `user-${randomBytes(8).toString("hex")}`];
  for (const handle of handles) {
    // A handle that is taken, or a request at the same time that was faster.
    const profile = (await insertProfile({ id, handle })) ?? (await findProfile(id));
    if (profile) return profile;
  }
  throw new Error(`no handle was free for account ${id}`);
}
