import { generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalJWKSet, decodeJwt, jwtVerify } from "jose";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createPersonalToken, revokePersonalToken } from "@/lib/access-tokens/operations";
import { exportMe } from "@/lib/account/export-operations";
import type { PrismaClient } from "@/lib/db/generated/client";
import { getViewerState, likePost } from "@/lib/likes/operations";
import { route } from "@/lib/operation/route";
import { runOperation } from "@/lib/operation/run";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { createUser, setPassword, setUserActive, setUserRole } from "@/lib/users/mutations";
import { issueToken, registerAccount } from "@/lib/users/operations";
import { createAccessToken } from "./access-token";
import { createSessionToken } from "./session";
import { loadSigningKey, signingKey } from "./signing-key";
import type { Viewer } from "./viewer";

let db: PrismaClient;
const folder = mkdtempSync(join(tmpdir(), "podium-own-tokens-"));
const password = "correct horse battery staple";

beforeAll(async () => {
  vi.stubEnv("PODIUM_DATA_DIR", folder);
  ({ prisma: db } = await testDatabase());
  Object.assign(globalThis, { podiumPrisma: db });
  whenFileIsDone(async () => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
});

beforeEach(async () => {
  await db.$executeRaw`TRUNCATE users, image_posts, personal_access_tokens RESTART IDENTITY CASCADE`;
});

const stateVerb = route(getViewerState);
const likeVerb = route({ ...likePost, expires: () => ({}) });
const json = (handler: ReturnType<typeof route>, body: unknown) =>
  handler(
    new Request("http://localhost/x", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({}) },
  );
const state = (headers: Record<string, string>) =>
  stateVerb(new Request("http://localhost/x", { headers }), { params: Promise.resolve({}) });
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const like = (id: number, headers: Record<string, string>) =>
  likeVerb(new Request("http://localhost/x", { method: "POST", headers }), {
    params: Promise.resolve({ id: String(id) }),
  });

describe("tokens that this site signs", () => {
  test("registering and signing in give a token that others can check with the published key", async () => {
    const registered = await json(route({ ...registerAccount, expires: () => ({}) }), {
      handle: "mina",
      email: "m@example.com",
      password,
    });
    expect(registered.status).toBe(201);
    const first = (await registered.json()) as { access_token: string };
    expect(first).toMatchObject({ token_type: "Bearer", expires_in: 900, user: { handle: "mina", role: "member" } });
    const again = (await (await json(route(issueToken), { name: "mina", password })).json()) as {
      access_token: string;
    };
    const { jwk } = await signingKey();
    expect(Object.keys(jwk).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
    for (const { access_token } of [first, again]) {
      const { payload } = await jwtVerify(access_token, createLocalJWKSet({ keys: [jwk] }), { algorithms: ["RS256"] });
      expect(payload).toMatchObject({ user_id: 1, username: "mina", ver: 1 });
      expect(Number(payload.exp) - Number(payload.iat)).toBe(900);
      expect(await (await state(bearer(access_token))).json()).toMatchObject({ viewer: { id: 1, handle: "mina" } });
    }
    expect((await json(route(issueToken), { name: "mina", password: "wrong" })).status).toBe(401);
    const taken = await json(route({ ...registerAccount, expires: () => ({}) }), {
      handle: "MINA",
      email: "x@example.com",
      password,
    });
    expect(await taken.json()).toMatchObject({ error_code: "HANDLE_TAKEN" });
  });

  test("a password, a role or a deactivation that changes ends every token of the account", async () => {
    for (const [i, change] of [
      (id: number) => setPassword(id, "another fine password", db),
      (id: number) => setUserRole(id, "moderator", db),
      (id: number) => setUserActive(id, false, db),
    ].entries()) {
      const account = await createUser({ handle: `changing${i}`, password }, db);
      const token = await createAccessToken(account);
      expect((await state(bearer(token))).status).toBe(200);
      await change(account.id);
      expect((await state(bearer(token))).status).toBe(401);
    }
  });

  test("a token of another site's key, or without a session version, is refused", async () => {
    const account = await createUser({ handle: "holder", password }, db);
    const { privateKey } = await signingKey();
    const now = Math.floor(Date.now() / 1_000);
    const make = (claims: object, key = privateKey) => {
      const input = [{ alg: "RS256" }, { user_id: account.id, exp: now + 60, ...claims }]
        .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
        .join(".");
      return `${input}.${sign("sha256", Buffer.from(input), key).toString("base64url")}`;
    };
    expect((await state(bearer(make({ ver: 1 })))).status).toBe(200);
    for (const hostile of [
      make({}),
      make({ ver: 2 }),
      make({ ver: "1" }),
      make({ ver: 1, exp: now - 1 }),
      make({ ver: 1, token_type: "refresh" }),
      make({ ver: 1 }, generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey),
      await createSessionToken(account),
    ])
      expect((await state(bearer(hostile))).status).toBe(401);
  });

  test("of five processes that make the key at once all have the same one, readable by its owner alone", async () => {
    const directory = mkdtempSync(join(tmpdir(), "podium-key-"));
    whenFileIsDone(async () => rmSync(directory, { recursive: true, force: true }));
    const keys = await Promise.all(Array.from({ length: 5 }, () => loadSigningKey(directory)));
    expect(new Set(keys.map(({ jwk }) => jwk.kid)).size).toBe(1);
    expect(readdirSync(directory)).toEqual(["token-key.pem"]);
    expect(statSync(join(directory, "token-key.pem")).mode & 0o777).toBe(0o600);
    expect((await loadSigningKey(directory)).jwk).toEqual(keys[0]?.jwk);
  });
});

describe("personal access tokens", () => {
  let owner: Viewer & { sessionVersion: number };
  let imageId: number;
  beforeEach(async () => {
    owner = await createUser({ handle: "owner", password }, db);
    ({ id: imageId } = await db.imagePost.create({ data: { userId: 1, imageUrl: "/x.webp", prompt: "p" } }));
  });

  const call = (operation: unknown, input: unknown, viewer: Viewer | null = owner) =>
    runOperation(operation as typeof createPersonalToken, {
      requestId: "test",
      findViewer: async () => viewer,
      readInput: async () => input,
      expire: () => {},
    });
  const create = (input: object = {}) => call(createPersonalToken, { name: "bot", scope: "write", ...input });

  test("one is shown once and kept as its hash alone", async () => {
    const { secret, id } = await create();
    expect(secret).toMatch(/^podium_pat_[A-Za-z0-9_-]{43}$/);
    const row = await db.personalAccessToken.findUniqueOrThrow({ where: { id } });
    expect(row.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(secret.slice(11));
    expect(await (await state(bearer(secret))).json()).toMatchObject({ viewer: { id: owner.id } });
  });

  test("one for reading reads and is told apart when it writes; one for writing does both", async () => {
    const [reader, writer] = [await create({ scope: "read" }), await create()];
    expect((await state(bearer(reader.secret))).status).toBe(200);
    const refused = await like(imageId, bearer(reader.secret));
    expect(refused.status).toBe(403);
    expect(refused.headers.get("www-authenticate")).toContain("insufficient_scope");
    expect(await refused.json()).toMatchObject({ error_code: "TOKEN_READ_ONLY" });
    expect(await db.imageLike.count()).toBe(0);
    // Not even with the owner's cookie beside it.
    const cookie = `next-auth.session-token=${await createSessionToken(owner)}`;
    const both = { ...bearer(reader.secret), cookie, "sec-fetch-site": "same-origin" };
    expect((await like(imageId, both)).status).toBe(403);
    expect((await like(imageId, { cookie, "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await like(imageId, { ...bearer(writer.secret), "sec-fetch-site": "cross-site" })).status).toBe(201);
  });

  test("one for reading does not get the archive of its owner's own, with the e-mail address; one for writing does", async () => {
    const [reader, writer] = [await create({ scope: "read" }), await create()];
    const ask = (headers: Record<string, string>) =>
      route(exportMe)(new Request("http://localhost/x", { headers }), { params: Promise.resolve({}) });
    const refused = await ask(bearer(reader.secret));
    expect([refused.status, await refused.json()]).toMatchObject([403, { error_code: "TOKEN_READ_ONLY" }]);
    const cookie = `next-auth.session-token=${await createSessionToken(owner)}`;
    expect((await ask({ ...bearer(reader.secret), cookie })).status).toBe(403);
    // A link from wherever may lead to it: it tells nobody but the one who follows it.
    for (const headers of [bearer(writer.secret), bearer(await createAccessToken(owner)), { cookie }])
      expect((await ask(headers)).status).toBe(200);
  });

  test("one that is revoked, has run out, or whose owner is deactivated lets nobody in", async () => {
    const [revoked, old, kept] = [
      await create(),
      await create({ lifetime: "30" }),
      await create({ lifetime: "never" }),
    ];
    expect(old.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    expect(kept.expiresAt).toBeNull();
    await call(revokePersonalToken, { id: revoked.id });
    await db.$executeRaw`UPDATE personal_access_tokens SET expires_at = NOW() - INTERVAL '1 second' WHERE id = ${old.id}`;
    for (const { secret } of [revoked, old]) expect((await state(bearer(secret))).status).toBe(401);
    expect((await state(bearer(kept.secret))).status).toBe(200);
    await setUserActive(owner.id, false, db);
    expect((await state(bearer(kept.secret))).status).toBe(401);
  });

  test("nobody revokes another's, or makes one without being signed in", async () => {
    const { id } = await create();
    const other = await createUser({ handle: "other", password }, db);
    await expect(call(revokePersonalToken, { id }, other)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(call(createPersonalToken, { name: "x", scope: "read" }, null)).rejects.toMatchObject({
      code: "SIGN_IN_REQUIRED",
    });
    expect(await db.personalAccessToken.count()).toBe(1);
  });

  test("its last use is noted, and within a minute not again", async () => {
    const { id, secret } = await create();
    const lastUse = async () => (await db.personalAccessToken.findUniqueOrThrow({ where: { id } })).lastUsedAt;
    expect(await lastUse()).toBeNull();
    await state(bearer(secret));
    await expect.poll(lastUse).not.toBeNull();
    const noted = await lastUse();
    const { notePersonalTokenUse } = await import("./mutations");
    await notePersonalTokenUse(id, db);
    expect(await lastUse()).toEqual(noted);
    await db.$executeRaw`UPDATE personal_access_tokens SET last_used_at = NOW() - INTERVAL '61 seconds'`;
    await state(bearer(secret));
    await expect.poll(async () => (await lastUse())?.getTime()).toBeGreaterThanOrEqual(noted?.getTime() ?? 0);
  });

  test("an account has at most fifty, however many are made at once", async () => {
    const some = (n: number) => ({ userId: owner.id, name: "n", scope: "read", tokenHash: `hash ${n}` });
    await db.personalAccessToken.createMany({ data: Array.from({ length: 49 }, (_, n) => some(n)) });
    const made = await Promise.allSettled(Array.from({ length: 8 }, () => create()));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(create()).rejects.toMatchObject({ code: "TOO_MANY_TOKENS" });
  });
});

test("a token's claims say what the specification says", async () => {
  const token = await createAccessToken({ id: 7, handle: "mina", sessionVersion: 3 });
  expect(Object.keys(decodeJwt(token)).sort()).toEqual(["exp", "iat", "user_id", "username", "ver"]);
});
