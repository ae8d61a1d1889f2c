import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { verifyPassword } from "@/lib/users/password";
import { ensureAdmin } from "./lib/ensure-admin";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
});

test("of ten first starts at once, one makes the admin, and the password it shows is the one that works", async () => {
  const results = await Promise.all(
    Array.from({ length: 10 }, (_, n) => ensureAdmin(`a-long-password-${n}`, db.prisma)),
  );
  const [shown, ...others] = results.filter((result) => result !== null);
  expect(others).toEqual([]);
  const accounts = await db.prisma.user.findMany();
  expect(accounts).toMatchObject([{ handle: "admin", email: "admin@localhost", role: "admin", isActive: true }]);
  expect(accounts[0]?.passwordHash).toMatch(/^\$argon2id\$/);
  expect(await verifyPassword(shown?.password ?? "", accounts[0]?.passwordHash ?? "")).toBe(true);
});

test("a database where somebody else is called admin gets one under another name", async () => {
  const { prisma } = await testDatabase();
  await prisma.user.create({ data: { handle: "Admin" } });
  const admin = await ensureAdmin("a-long-password", prisma);
  expect(admin?.handle).toMatch(/^admin-[0-9a-f]{6}$/);
  expect(await ensureAdmin("a-long-password", prisma)).toBeNull();
});
