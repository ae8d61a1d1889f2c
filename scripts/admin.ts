/**
 * User and post administration from the shell, on the same rules as the site's own pages. What moderators do there is in
 * the audit trail from here, too; making an admin and setting a password is the operator's, and is not.
 * What is in here needs no session: whoever can read the data directory can read the database anyway.
 */
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { areAccountsElsewhere } from "@/lib/auth/access-token";
import type { Actor, Viewer } from "@/lib/auth/viewer";
import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import * as moderation from "@/lib/moderation/operations";
import type { Operation } from "@/lib/operation/define";
import { runOperation } from "@/lib/operation/run";
import { fromWire } from "@/lib/operation/wire-case";
import { backfillLikeness } from "@/lib/posts/backfill-likeness";
import { createUser, setPassword, setUserRole } from "@/lib/users/mutations";
import { findCredentials } from "@/lib/users/queries";
import { handleField, passwordField } from "@/lib/users/schema";
import errors from "@/messages/en/errors.json" with { type: "json" };
import { connectToSite, type Site } from "./lib/connect-to-site";

const usage = `npm run admin -- <command>

  users [text]                      lists accounts, newest first
  create-admin <handle> [password]  makes an admin; without a password a random one is made and shown
  set-password <handle> [password]  the same for an account that exists; its sessions end
  role <handle> <member|moderator|admin>  also makes the first admin
  deactivate <handle> --reason "…"
  activate <handle>
  posts [text]                      lists posts, newest first
  hide <id> --reason "…"
  restore <id>
  likeness                          looks at images from before similar ones were shown; goes on where it stopped

Acts are signed by the oldest active admin, or by --as <handle>.`;

const options: Record<string, string> = {};
const words: string[] = [];
const args = process.argv.slice(2);
for (let at = 0; at < args.length; at += 1) {
  const word = args[at] ?? "";
  if (word.startsWith("--")) options[word.slice(2)] = args[++at] ?? "";
  else words.push(word);
}
const [command = "", subject = "", value = ""] = words;

class Refused extends Error {}

async function actingAdmin(): Promise<Viewer & { sessionVersion: number }> {
  const admin = await prisma.user.findFirst({
    where: {
      role: "admin",
      isActive: true,
      ...(options.as && { handle: { equals: options.as, mode: "insensitive" } }),
    },
    orderBy: { id: "asc" },
    select: { id: true, handle: true, sessionVersion: true },
  });
  if (!admin)
    throw new Refused("There is no such active admin. Make one first: npm run admin -- create-admin <handle>");
  return { ...admin, role: "admin" };
}

/** Through the running site when there is one, since only its own process can drop its cached pages at once. */
async function perform<A extends Actor, I extends z.ZodType, O extends z.ZodType>(
  site: Site,
  operation: Operation<A, I, O>,
  { path, input }: { path?: string; input: Record<string, unknown> },
): Promise<z.output<O>> {
  const admin = await actingAdmin();
  if (path && site.isOpen) return operation.output.parse(fromWire(await site.send({ path, body: input, as: admin })));
  return runOperation(operation, {
    requestId: "admin",
    findViewer: async () => admin,
    readInput: async () => input,
    expire: () => {},
  });
}

/** The operator's own act where nobody could sign it yet: with an external auth server no start makes an admin. */
async function makeFirstAdmin(handle: string): Promise<boolean> {
  const { id } = await findAccount(handle);
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('podium first admin'))`;
    if ((await tx.user.count({ where: { role: "admin", isActive: true } })) > 0) return false;
    await setUserRole(id, "admin", tx);
    return true;
  });
}

function requireOwnAccounts() {
  if (areAccountsElsewhere())
    throw new Refused(
      "The accounts of this site are in the external auth server: make them and change passwords there. Who has signed in here once can be made an admin: npm run admin -- role <handle> admin",
    );
}

async function findAccount(handle: string) {
  const account = handle && (await findCredentials(handle, prisma));
  if (!account) throw new Refused(`There is no account "${handle}".`);
  return account;
}

/** The given password, or a random one that is shown. */
function choosePassword(given: string): string {
  if (given === "") return randomBytes(15).toString("base64url");
  if (!passwordField.safeParse(given).success) throw new Refused("A password has 10 to 200 characters.");
  return given;
}

function table<Row>(rows: readonly Row[], columns: (row: Row) => Record<string, unknown>): string {
  if (rows.length === 0) return "Nothing found.";
  console.table(rows.map(columns));
  return `${rows.length} shown.`;
}

async function run(site: Site): Promise<string> {
  const reason = options.reason ?? null;
  if (!reason && ["hide", "deactivate"].includes(command)) throw new Refused('Say why: --reason "…"');
  switch (command) {
    case "users": {
      const { items } = await perform(site, moderation.listModeratedMembers, { input: { q: subject, limit: "100" } });
      return table(items, ({ id, handle, role, isActive, postCount }) => ({
        id,
        handle,
        role,
        active: isActive,
        posts: postCount,
      }));
    }
    case "posts": {
      const { items } = await perform(site, moderation.listModeratedPosts, { input: { q: subject, limit: "100" } });
      return table(items, ({ id, state, prompt }) => ({ id, state, prompt: prompt.slice(0, 60) }));
    }
    case "create-admin": {
      requireOwnAccounts();
      if (!subject) throw new Refused(usage);
      if (!handleField.safeParse(subject).success)
        throw new Refused(
          `"${subject}" cannot be a name: 3 to 30 letters A–Z, digits, - and _, and none that is reserved.`,
        );
      const password = choosePassword(value);
      await createUser({ handle: subject, email: `${subject}@localhost`, password, role: "admin" }, prisma);
      return `${subject} is an admin now.${value ? "" : ` Password: ${password}`}`;
    }
    case "set-password": {
      requireOwnAccounts();
      const password = choosePassword(value);
      await setPassword((await findAccount(subject)).id, password, prisma);
      return `${subject} has a new password.${value ? "" : ` It is: ${password}`}`;
    }
    case "role": {
      if (value === "admin" && (await makeFirstAdmin(subject))) return `${subject} is the first admin now.`;
      const { id } = await findAccount(subject);
      await perform(site, moderation.changeRole, { input: { id, role: value, reason } });
      return `${subject} is ${value} now.`;
    }
    case "deactivate": {
      const { id } = await findAccount(subject);
      await perform(site, moderation.deactivateMember, {
        path: `/api/v1/moderation/members/${id}/deactivate`,
        input: { id, reason },
      });
      return `${subject} is out, and every session of theirs has ended.`;
    }
    case "activate": {
      const { id } = await findAccount(subject);
      await perform(site, moderation.reactivateMember, {
        path: `/api/v1/moderation/members/${id}/reactivate`,
        input: { id, reason },
      });
      return `${subject} may sign in again.`;
    }
    case "hide":
      await perform(site, moderation.hidePost, {
        path: `/api/v1/moderation/images/${Number(subject)}/hide`,
        input: { id: subject, reason },
      });
      return `Post ${subject} is hidden.`;
    case "restore": {
      const { nearDuplicateId } = await perform(site, moderation.restorePost, {
        path: `/api/v1/moderation/images/${Number(subject)}/restore`,
        input: { id: subject, reason },
      });
      return nearDuplicateId === null
        ? `Post ${subject} is back.`
        : `Post ${subject} is back, without competing: post ${nearDuplicateId}, which competes, shows the same.`;
    }
    case "likeness": {
      const { done, failed } = await backfillLikeness({
        onProgress: ({ done, failed, total }) => console.log(`  ${done + failed}/${total}`),
      });
      return `${done} images looked at${failed ? `, ${failed} could not be read` : ""}.`;
    }
    default:
      throw new Refused(usage);
  }
}

try {
  const site = await connectToSite();
  console.log(await run(site));
} catch (error) {
  process.exitCode = 1;
  if (error instanceof AppError) {
    const fields = Object.keys(error.details.fields ?? {});
    console.error(`${errors.codes[error.code]}${fields.length ? ` (${fields.join(", ")})` : ""}`);
  } else console.error(error instanceof Error ? error.message : error);
} finally {
  if (process.env.DATABASE_URL) await prisma.$disconnect();
}
