/**
 * Run by the start with DATABASE_URL set: makes the first admin where there is none, and tells the start its sign-in.
 * The password is in no file and no log.
 */
import { randomBytes } from "node:crypto";
import { createPrisma } from "@/lib/db/prisma";
import { ensureAdmin } from "./lib/ensure-admin";

const prisma = createPrisma(process.env.DATABASE_URL ?? "", { max: 1 });
const created = await ensureAdmin(randomBytes(15).toString("base64url"), prisma);
await prisma.$disconnect();
process.send?.({ admin: created });
