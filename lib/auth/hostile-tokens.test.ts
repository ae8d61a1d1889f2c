import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { PrismaClient } from "@/lib/db/generated/client";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { withVariables } from "@/lib/testing/site-modules";

let db: PrismaClient;
const folder = mkdtempSync(join(tmpdir(), "podium-tokens-"));
const server = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicPem = server.publicKey.export({ type: "spki", format: "pem" }).toString();
const secret = "a shared secret that is long enough for HS256";
/** Every name that decides how tokens are checked; a mode sets its own. */
const unset = {
  AUTH_JWT_PUBLIC_KEY: undefined,
  AUTH_JWT_JWKS_URL: undefined,
  AUTH_JWT_SECRET: undefined,
  AUTH_JWT_ISSUER: undefined,
  AUTH_JWT_AUDIENCE: undefined,
  PODIUM_DATA_DIR: folder,
};

beforeAll(async () => {
  ({ prisma: db } = await testDatabase());
  Object.assign(globalThis, { podiumPrisma: db });
  whenFileIsDone(async () => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
});

beforeEach(async () => {
  await db.$executeRaw`TRUNCATE users, image_posts RESTART IDENTITY CASCADE`;
});

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = () => Math.floor(Date.now() / 1_000);
type Signer = (input: string) => string;
const rs256 =
  (key: KeyObject): Signer =>
  (input) =>
    sign("sha256", Buffer.from(input), key).toString("base64url");
const hs256 =
  (key: string): Signer =>
  (input) =>
    createHmac("sha256", key).update(input).digest("base64url");

/** A token made by hand, since no honest library would make most of these. */
function token(
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  signer = rs256(server.privateKey),
) {
  const payload = { user_id: 4_242, username: "django-dana", iat: now(), exp: now() + 300, ...claims };
  const input = `${base64({ alg: "RS256", typ: "JWT", ...header })}.${base64(payload)}`;
  return `${input}.${signer(input)}`;
}
const exporting = (key: KeyObject) => key.export({ format: "jwk" });

/** A real verb over real operations, in a process with these variables. */
async function site(variables: Record<string, string | undefined>) {
  const { route, likePost, getViewerState, users } = await withVariables({ ...unset, ...variables }, async () => ({
    ...(await import("@/lib/operation/route")),
    ...(await import("@/lib/likes/operations")),
    users: await import("@/lib/users/operations"),
  }));
  const like = route({ ...likePost, expires: () => ({}) });
  const state = route(getViewerState);
  const context = (id: number) => ({ params: Promise.resolve({ id: String(id) }) });
  const headers = (authorization: string | undefined, more: Record<string, string> = {}) => ({
    ...(authorization !== undefined && { Authorization: authorization }),
    ...more,
  });
  return {
    users,
    like: (authorization: string | undefined, id = 1, more = {}) =>
      like(new Request("http://localhost/x", { method: "POST", headers: headers(authorization, more) }), context(id)),
    state: (authorization: string | undefined, more = {}) =>
      state(new Request("http://localhost/x", { headers: headers(authorization, more) }), {
        params: Promise.resolve({}),
      }),
  };
}

async function expectRefused(response: Response) {
  const body = (await response.json()) as Record<string, unknown>;
  expect({ status: response.status, code: body.error_code }).toEqual({ status: 401, code: "TOKEN_INVALID" });
  expect(response.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
}

/** Refused whatever the key is. The second value is what they are signed with where that matters. */
const wrongClaims: [string, Record<string, unknown>, Record<string, unknown>?][] = [
  ["that ran out", { exp: now() - 10 }],
  ["without exp", { exp: undefined }],
  ["with a text as exp", { exp: String(now() + 300) }],
  ["whose nbf is ahead", { nbf: now() + 120 }],
  ["of a wrong issuer", { iss: "https://evil.example" }],
  ["without an issuer", { iss: undefined }],
  ["for a wrong audience", { aud: "another-site" }],
  ["without an audience", { aud: undefined }],
  ["that is a refresh token", { token_type: "refresh" }],
  ["of an unknown type", { token_type: "sliding" }],
  ["with a text as user_id", { user_id: "4242" }],
  ["with an object as user_id", { user_id: { not: 0 } }],
  ["with a list as user_id", { user_id: [4_242] }],
  ["with user_id 0", { user_id: 0 }],
  ["with a negative user_id", { user_id: -1 }],
  ["with a fraction as user_id", { user_id: 1.5 }],
  ["with a user_id beyond 32 bits", { user_id: 2 ** 31 }],
  ["without a user_id", { user_id: undefined }],
  ["with an object as username", { username: { not: "" } }],
  ["with an unknown crit", {}, { crit: ["podium"], podium: 1 }],
  ["with an empty crit", {}, { crit: [] }],
  ["with an unencoded payload", {}, { crit: ["b64"], b64: false }],
];

const good = { iss: "https://auth.example", aud: "podium" };
const expected = { AUTH_JWT_ISSUER: good.iss, AUTH_JWT_AUDIENCE: good.aud };

describe("with the auth server's public key", () => {
  let podium: Awaited<ReturnType<typeof site>>;
  beforeAll(async () => {
    podium = await site({ AUTH_JWT_PUBLIC_KEY: publicPem, ...expected });
  });

  test("a good token is its account, made at first sight under the server's id", async () => {
    const response = await podium.state(`Bearer ${token(good)}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ viewer: { id: 4_242, handle: "django-dana", role: "member" } });
    expect(
      (await podium.state(`bearer ${token({ ...good, aud: ["x", "podium"], token_type: "access" })}`)).status,
    ).toBe(200);
  });

  test.each(wrongClaims)("a token %s is refused", async (_, claims, header) => {
    await expectRefused(await podium.state(`Bearer ${token({ ...good, ...claims }, header)}`));
  });

  test.each<[string, () => string]>([
    ["with alg none", () => token(good, { alg: "none" }, () => "")],
    ["with alg None", () => token(good, { alg: "None" }, () => "")],
    ["with alg none and a signature", () => token(good, { alg: "none" })],
    ["HS256 with the public key as secret", () => token(good, { alg: "HS256" }, hs256(publicPem))],
    ["HS256 with the trimmed public key", () => token(good, { alg: "HS256" }, hs256(publicPem.trim()))],
    ["RS512 by its header", () => token(good, { alg: "RS512" })],
    ["of a stranger's key", () => token(good, {}, rs256(stranger.privateKey))],
    [
      "with a stranger's key in jwk",
      () => token(good, { jwk: exporting(stranger.publicKey) }, rs256(stranger.privateKey)),
    ],
    ["with jku", () => token(good, { jku: "http://127.0.0.1:9/jwks.json" }, rs256(stranger.privateKey))],
    ["with x5u", () => token(good, { x5u: "http://127.0.0.1:9/x" }, rs256(stranger.privateKey))],
    ["with a path as kid", () => token(good, { kid: "../../dev/null" }, hs256(""))],
    ["with an object as kid", () => token(good, { kid: { $ne: 1 } }, rs256(stranger.privateKey))],
    [
      "with other claims under its signature",
      () => token(good).replace(/\.[^.]+\./, `.${base64({ ...good, user_id: 1, exp: now() + 300 })}.`),
    ],
    ["cut short", () => token(good).slice(0, -4)],
    ["without signature", () => token(good).replace(/[^.]+$/, "")],
    ["with a claim that is no JSON", () => `${base64({ alg: "RS256" })}.e30x.AAAA`],
  ])("a token %s is refused", async (_, make) => {
    await expectRefused(await podium.state(`Bearer ${make()}`));
    expect(await db.user.count()).toBe(0);
  });

  test.each([
    "",
    "Bearer",
    "Bearer ",
    "Bearer a b",
    "Bearer ,",
    "Bearer a.b.c",
    "Bearer ..",
    "Token abc",
    "Basic dXNlcjpwYXNz",
    `Bearer${token(good)}`,
    `Bearer ${token(good)}, Bearer x`,
    "Bearer é",
    `Bearer podium_pat_${"A".repeat(43)}`,
    "Bearer podium_pat_",
  ])("the header %j is refused, and a session cookie beside it does not help", async (authorization) => {
    const { createSessionToken } = await import("./session");
    const { id } = await db.user.create({ data: { handle: "cookie-owner" } });
    const cookie = `next-auth.session-token=${await createSessionToken({ id, sessionVersion: 1 })}`;
    expect(await (await podium.state(undefined, { cookie })).json()).toMatchObject({ viewer: { id } });
    await expectRefused(await podium.state(authorization, { cookie }));
    await expectRefused(await podium.like(authorization, 1, { cookie, "sec-fetch-site": "same-origin" }));
  });

  test("who is deactivated here is refused, whatever the auth server says", async () => {
    expect((await podium.state(`Bearer ${token(good)}`)).status).toBe(200);
    await db.user.update({ where: { id: 4_242 }, data: { isActive: false } });
    await expectRefused(await podium.state(`Bearer ${token(good)}`));
  });

  test("a token never becomes a built-in account that has its id", async () => {
    await db.user.create({ data: { id: 4_242, handle: "the-admin", role: "admin" } });
    await expectRefused(await podium.state(`Bearer ${token(good)}`));
  });

  test("a hundred first sights at once make one profile", async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => podium.state(`Bearer ${token(good)}`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await db.user.count()).toBe(1);
  });

  test.each([
    ["Django-Dana", 5, "Django-Dana-5"],
    ["dana@example.com", 6, "dana"],
    ["admin", 7, "user-7"],
    ["한글이름", 8, "user-8"],
    [undefined, 9, "user-9"],
    ["Zoë O'Brien", 10, "Zoe-O-Brien"],
    ["x".repeat(150), 11, `${"x".repeat(27)}-11`],
  ])("who is called %j there has a valid handle of their own here", async (username, id, handle) => {
    await db.user.create({ data: { id: 1, handle: "django-dana", isExternal: true } });
    const answer = await (await podium.state(`Bearer ${token({ ...good, user_id: id, username })}`)).json();
    expect(answer).toMatchObject({ viewer: { id, handle } });
    const renamed = await podium.state(`Bearer ${token({ ...good, user_id: id, username: "renamed" })}`);
    expect(await renamed.json()).toMatchObject({ viewer: { id, handle } });
  });

  test("a bearer may write without a page of ours behind it, and accounts are not made here", async () => {
    const { id } = await db.imagePost.create({ data: { userId: 1, imageUrl: "/x.webp", prompt: "p" } });
    expect((await podium.like(`Bearer ${token(good)}`, id, { "sec-fetch-site": "cross-site" })).status).toBe(201);
    const { runOperation } = await import("@/lib/operation/run");
    const input = { handle: "newcomer", email: "n@example.com", name: "newcomer", password: "a long enough password" };
    for (const operation of [podium.users.registerAccount, podium.users.issueToken, podium.users.signUp])
      await expect(
        runOperation(operation as typeof podium.users.issueToken, {
          requestId: "test",
          findViewer: async () => null,
          readInput: async () => input,
          expire: () => {},
        }),
      ).rejects.toMatchObject({ code: "ACCOUNTS_ELSEWHERE" });
    expect(await db.user.count({ where: { handle: "newcomer" } })).toBe(0);
  });
});

describe("with a shared secret", () => {
  let podium: Awaited<ReturnType<typeof site>>;
  beforeAll(async () => {
    podium = await site({ AUTH_JWT_SECRET: secret, ...expected });
  });
  const signed = (claims = {}, header = {}) =>
    token({ ...good, ...claims }, { alg: "HS256", ...header }, hs256(secret));

  test("a good token is its account", async () => {
    expect((await podium.state(`Bearer ${signed()}`)).status).toBe(200);
  });

  test.each(wrongClaims)("a token %s is refused", async (_, claims, header) => {
    await expectRefused(await podium.state(`Bearer ${signed(claims, header)}`));
  });

  test.each<[string, () => string]>([
    ["with alg none", () => token(good, { alg: "none" }, () => "")],
    ["of another secret", () => token(good, { alg: "HS256" }, hs256("another secret that is long enough, too"))],
    ["of an empty secret", () => token(good, { alg: "HS256" }, hs256(""))],
    ["HS512 by its header", () => token(good, { alg: "HS512" }, hs256(secret))],
    ["RS256", () => token(good)],
  ])("a token %s is refused", async (_, make) => {
    await expectRefused(await podium.state(`Bearer ${make()}`));
  });
});

describe("with the auth server's key set", () => {
  let keys: unknown[] | null = [];
  let asked = 0;
  let url = "";
  const jwk = (kid: string, key = server.publicKey) => ({ ...exporting(key), kid, use: "sig", alg: "RS256" });
  beforeAll(async () => {
    const http = createServer((_, response) => {
      asked += 1;
      if (keys) response.setHeader("content-type", "application/json").end(JSON.stringify({ keys }));
      else response.writeHead(500).end();
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => http.once("listening", resolve));
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/jwks.json`;
    whenFileIsDone(async () => void http.close());
  });

  test("a token is checked with the key it names, or with each when it names none", async () => {
    keys = [jwk("old", stranger.publicKey), jwk("new")];
    const podium = await site({ AUTH_JWT_JWKS_URL: url });
    expect((await podium.state(`Bearer ${token({}, { kid: "new" })}`)).status).toBe(200);
    expect((await podium.state(`Bearer ${token()}`)).status).toBe(200);
    await expectRefused(await podium.state(`Bearer ${token({}, { kid: "old" })}`));
    await expectRefused(
      await podium.state(
        `Bearer ${token({}, {}, rs256(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey))}`,
      ),
    );
    await expectRefused(await podium.state(`Bearer ${token({}, { alg: "HS256", kid: "new" }, hs256(publicPem))}`));
  });

  test("a thousand unknown keys do not make a thousand requests", async () => {
    keys = [jwk("known")];
    const podium = await site({ AUTH_JWT_JWKS_URL: url });
    asked = 0;
    for (let n = 0; n < 1_000; n += 1) await podium.state(`Bearer ${token({}, { kid: `k${n}` }, () => "AAAA")}`);
    expect(asked).toBeLessThan(5);
  });

  test("keys that cannot be had are a 503 that says when to come back, never a 500", async () => {
    keys = null;
    const podium = await site({ AUTH_JWT_JWKS_URL: url });
    const response = await podium.state(`Bearer ${token()}`);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBeTruthy();
    expect(await response.json()).toMatchObject({ error_code: "AUTH_SERVER_UNAVAILABLE" });
  });
});

test("an account at the auth server is tried through us so often an hour and no more", async () => {
  let asked = 0;
  const refusing = createServer((_, response) => {
    asked += 1;
    response.writeHead(401, { "Content-Type": "application/json" }).end('{"detail":"no"}');
  });
  await new Promise<void>((resolve) => refusing.listen(0, "127.0.0.1", resolve));
  whenFileIsDone(async () => void refusing.close());
  const { users } = await site({
    AUTH_JWT_SECRET: secret,
    AUTH_SERVER_URL: `http://127.0.0.1:${(refusing.address() as AddressInfo).port}/api`,
    LIMIT_SIGN_IN_ACCOUNT: "3",
  });
  const attempt = (name: string) => users.verifyCredentials(name, "not the password");
  for (const name of ["dana", "Dana", "DANA"]) expect(await attempt(name)).toBeNull();
  await expect(attempt("dana")).rejects.toMatchObject({ code: "RATE_LIMITED" });
  expect(asked).toBe(3);
  expect(await attempt("somebody-else")).toBeNull();
});
