import { encode } from "next-auth/jwt";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createSessionToken, findViewerByToken, sessionSecret } from "@/lib/auth/session";
import type { Viewer } from "@/lib/auth/viewer";
import type { PrismaClient } from "@/lib/db/generated/client";
import { runOperation } from "@/lib/operation/run";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { withVariables } from "@/lib/testing/site-modules";
import { changePassword } from "./entrance-operations";
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
  expect(token).toEqual({ sub: String(linked.id), ver: 1, at: expect.any(Number) });
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

describe("the first password of an account that a provider lets in", () => {
  const minutes = (count: number) => count * 60;
  const now = Math.floor(Date.now() / 1_000);
  const set = (viewer: Viewer | null, input: object = {}) =>
    runOperation(changePassword, {
      requestId: "a request",
      findViewer: async () => viewer,
      readInput: async () => ({ password: "a long enough password", ...input }),
      expire: () => {},
    });
  const hasPassword = async ({ id }: { id: number }) =>
    (await db.user.findUniqueOrThrow({ where: { id } })).passwordHash !== null;
  async function member(): Promise<Viewer & { sessionVersion: number }> {
    const account = await link("1001");
    if (!account) throw new Error("not let in");
    return account;
  }

  test("is set by whoever has just signed in, and by no older session, nor by a token", async () => {
    const account = await member();
    for (const signedInAt of [now - minutes(11), now - minutes(60 * 24), undefined]) {
      const viewer = signedInAt === undefined ? account : { ...account, signedInAt };
      await expect(set(viewer)).rejects.toMatchObject({ code: "SIGN_IN_AGAIN", status: 403 });
    }
    expect(await hasPassword(account)).toBe(false);
    await set({ ...account, signedInAt: now - minutes(9) });
    expect(await hasPassword(account)).toBe(true);
  });

  test("once it is there, the next one asks for it, however recent the sign-in", async () => {
    const account = await member();
    await set({ ...account, signedInAt: now });
    await expect(set({ ...account, signedInAt: now })).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
    const input = { currentPassword: "a long enough password", password: "another fine password" };
    await expect(set(account, input)).resolves.toMatchObject({ id: account.id });
  });

  test("a session says when it was signed in to, and still says so after next-auth has renewed it", async () => {
    const account = await member();
    const viewer = await findViewerByToken(await createSessionToken(account));
    expect((viewer?.signedInAt ?? 0) - now).toBeGreaterThanOrEqual(0);
    const { authOptions } = await import("@/lib/auth/options");
    const { jwt } = authOptions({ verify: async () => null, link: async () => null }).callbacks ?? {};
    const claims = { sub: String(account.id), ver: account.sessionVersion, at: now - minutes(60) };
    expect(await jwt?.({ token: claims } as never)).toEqual(claims);
    expect(await findViewerByToken(await encode({ token: claims, secret: sessionSecret() }))).toMatchObject({
      id: account.id,
      signedInAt: now - minutes(60),
    });
    // One of before this was kept.
    const { at: _, ...old } = claims;
    const ofBefore = await findViewerByToken(await encode({ token: old, secret: sessionSecret() }));
    expect([ofBefore?.id, ofBefore?.signedInAt]).toEqual([account.id, undefined]);
  });
});
