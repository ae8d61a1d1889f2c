import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { PrismaClient } from "@/lib/db/generated/client";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { withVariables } from "@/lib/testing/site-modules";
import { createUser, findOrCreateByIdentity, setUserActive } from "./mutations";

let db: PrismaClient;

beforeAll(async () => {
  ({ prisma: db } = await testDatabase());
  Object.assign(globalThis, { podiumPrisma: db });
  whenFileIsDone(async () => void vi.unstubAllEnvs());
});
beforeEach(async () => {
  await db.$executeRaw`TRUNCATE users, user_identities RESTART IDENTITY`;
});

const link = (subject: string, name: string | null = "octo-cat", provider = "github") =>
  findOrCreateByIdentity({ provider, subject, name }, db);

test("ten first sign-ins at once make one account, and later ones find it", async () => {
  const accounts = await Promise.all(Array.from({ length: 10 }, () => link("1001")));
  expect(new Set(accounts.map((account) => account?.id)).size).toBe(1);
  expect(await db.user.count()).toBe(1);
  expect(await link("1001", "renamed")).toMatchObject({ handle: "octo-cat" });
});

test("only provider and subject link: another subject of the same name, or a handle that is taken, is somebody else", async () => {
  const local = await createUser({ handle: "octo-cat", email: "octo@example.com", password: null }, db);
  const first = await link("1001");
  const second = await link("1002");
  const elsewhere = await link("1001", "octo-cat", "discord");
  const ids = [local, first, second, elsewhere].map((account) => account?.id);
  expect(new Set(ids).size).toBe(4);
  expect(first?.handle).toMatch(/^octo-cat-[0-9a-f]{6}$/);
  expect(await db.user.count({ where: { email: { not: null } } })).toBe(1);
});

test("who has no public name, or a reserved one, still has a handle", async () => {
  expect((await link("1", null, "google"))?.handle).toMatch(/^user-[0-9a-f]{6}$/);
  expect((await link("2", "admin"))?.handle).toMatch(/^user-[0-9a-f]{6}$/);
});

test("a deactivated account is not let in, and no second one is made", async () => {
  const account = await link("1001");
  await setUserActive(account?.id as number, false, db);
  expect(await link("1001")).toBeNull();
  expect(await db.user.count()).toBe(1);
});

test("next-auth signs in the linked account, whatever the provider says of the person", async () => {
  const { authOptions, accounts } = await withVariables({ GITHUB_ID: "id", GITHUB_SECRET: "secret" }, async () => ({
    ...(await import("@/lib/auth/options")),
    ...(await import("./accounts")),
  }));
  const { callbacks, providers } = authOptions(accounts);
  expect(providers.map(({ id }) => id)).toEqual(["credentials", "github"]);
  const admin = await createUser({ handle: "boss", email: "boss@example.com", password: null, role: "admin" }, db);
  const user = { id: String(admin.id), name: "boss", email: "boss@example.com" };
  const account = { type: "oauth", provider: "github", providerAccountId: "1001" } as never;
  const profile = { login: "octo-cat", email: "boss@example.com" } as never;
  expect(await callbacks?.signIn?.({ user, account, profile })).toBe(true);
  const token = await callbacks?.jwt?.({ token: { email: "boss@example.com" }, user, account, profile } as never);
  const linked = await db.user.findFirstOrThrow({ where: { handle: "octo-cat" } });
  expect(token).toEqual({ sub: String(linked.id), ver: 1 });
  expect(linked.id).not.toBe(admin.id);
  await setUserActive(linked.id, false, db);
  expect(await callbacks?.signIn?.({ user, account, profile })).toBe(false);
});

test("the way to a provider carries a state that only this browser has", async () => {
  const { startOauth, accounts } = await withVariables({ GITHUB_ID: "the-id", GITHUB_SECRET: "secret" }, async () => ({
    ...(await import("@/lib/auth/oauth-start")),
    ...(await import("./accounts")),
  }));
  const response = await startOauth("github", "http://localhost:3000/ko/vote", accounts);
  expect(response.status).toBe(302);
  const to = new URL(response.headers.get("location") ?? "");
  expect(to.origin + to.pathname).toBe("https://github.com/login/oauth/authorize");
  expect(to.searchParams.get("client_id")).toBe("the-id");
  expect(to.searchParams.get("state")).toBeTruthy();
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split("=")[0]);
  expect(cookies).toEqual(expect.arrayContaining(["next-auth.state", "next-auth.callback-url"]));
  expect(response.headers.getSetCookie().join()).toContain(encodeURIComponent("http://localhost:3000/ko/vote"));
});
