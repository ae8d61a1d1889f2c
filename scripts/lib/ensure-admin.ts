import { randomBytes } from "node:crypto";
import type { PrismaClient } from "@/lib/db/generated/client";
import { createUser } from "@/lib/users/mutations";

export interface FirstAdmin {
  handle: string;
  email: string;
  password: string;
}

/**
 * Creates an admin with this password unless there is an admin. Of any number of calls at once one does it.
 * @returns null when there was one
 */
export async function ensureAdmin(password: string, prisma: PrismaClient): Promise<FirstAdmin | null> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('podium first admin'))`;
    if ((await tx.user.count({ where: { role: "admin" } })) > 0) return null;
    const isTaken = (await tx.$queryRaw<unknown[]>`SELECT FROM users WHERE LOWER(handle) = 'admin'`).length > 0;
    const handle = isTaken ? `admin-${randomBytes(3).toString("hex")}` : "admin";
    const email = `${handle}@localhost`;
    await createUser({ handle, email, password, role: "admin" }, tx);
    return { handle, email, password };
  });
}
